"""Finds changes of a schema that break readers: within a version only optional fields may be added."""

from typing import Any


def breaking_changes(old: dict[str, Any], new: dict[str, Any], where: str) -> list[str]:
    """Compares two JSON Schemas of one event type; describes each breaking change in a sentence."""
    changes: list[str] = []
    old_schemas, new_schemas = old.get("$defs", {}), new.get("$defs", {})
    for name in sorted(set(old_schemas) & set(new_schemas)):
        changes += _changes_of_schema(old_schemas[name], new_schemas[name], f"{where}: {name}")
    return changes + [f"{where}: {name} is gone" for name in sorted(set(old_schemas) - set(new_schemas))]


def _changes_of_schema(old: dict[str, Any], new: dict[str, Any], where: str) -> list[str]:
    changes = [
        f"{where}.{name} is removed" for name in sorted(set(old.get("properties", {})) - set(new.get("properties", {})))
    ]
    changes += [
        f"{where}.{name} is newly required"
        for name in sorted(set(new.get("required", [])) - set(old.get("required", [])))
    ]
    changes += [
        f"{where}.{name} is no longer required"
        for name in sorted(set(old.get("required", [])) - set(new.get("required", [])))
    ]
    for name, schema in old.get("properties", {}).items():
        if name in new.get("properties", {}) and _without_annotations(schema) != _without_annotations(
            new["properties"][name]
        ):
            changes.append(f"{where}.{name} has another type")
    old_values, new_values = set(old.get("enum", [])), set(new.get("enum", []))
    changes += [f"{where} lost the value {value}" for value in sorted(old_values - new_values)]  # old events have it
    changes += [
        f"{where} has the new value {value}" for value in sorted(new_values - old_values)
    ]  # existing readers refuse it
    return changes


def _without_annotations(schema: dict[str, Any]) -> Any:
    """Returns a schema without titles, descriptions and defaults."""
    return {key: value for key, value in schema.items() if key not in ("description", "title", "default")}
