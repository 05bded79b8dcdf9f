"""What would break a reader: within a version only optional fields may be added."""

from typing import Any


def breaking_changes(old: dict[str, Any], new: dict[str, Any], where: str) -> list[str]:
    """Compares two JSON Schemas of one event type; each answer is a sentence."""
    found: list[str] = []
    olds, news = old.get("$defs", {}), new.get("$defs", {})
    for name in sorted(set(olds) & set(news)):
        found += _of_one(olds[name], news[name], f"{where}: {name}")
    return found + [f"{where}: {name} is gone" for name in sorted(set(olds) - set(news))]


def _of_one(old: dict[str, Any], new: dict[str, Any], where: str) -> list[str]:
    found = [
        f"{where}.{name} is removed" for name in sorted(set(old.get("properties", {})) - set(new.get("properties", {})))
    ]
    found += [
        f"{where}.{name} is newly required"
        for name in sorted(set(new.get("required", [])) - set(old.get("required", [])))
    ]
    found += [
        f"{where}.{name} is no longer required"
        for name in sorted(set(old.get("required", [])) - set(new.get("required", [])))
    ]
    for name, schema in old.get("properties", {}).items():
        if name in new.get("properties", {}) and _kind(schema) != _kind(new["properties"][name]):
            found.append(f"{where}.{name} has another type")
    olds, news = set(old.get("enum", [])), set(new.get("enum", []))
    found += [f"{where} lost the value {value}" for value in sorted(olds - news)]  # old events hold it
    found += [f"{where} has the new value {value}" for value in sorted(news - olds)]  # readers of before refuse it
    return found


def _kind(schema: dict[str, Any]) -> Any:
    """A schema without what only explains it."""
    return {key: value for key, value in schema.items() if key not in ("description", "title", "default")}
