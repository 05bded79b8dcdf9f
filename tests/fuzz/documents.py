"""The OpenAPI documents as they are fuzzed: with the codes of the dataset beside invented ones."""

import json
from pathlib import Path
from typing import Any

from suite.openapi import FOLDER
from tests.fuzz.known_values import KnownValues

LONGEST_WAIT = 1
"""Seconds that a request for the feed may wait for an event; the service allows 30."""


def write_document(service: str, known: KnownValues, folder: Path) -> Path:
    """Writes the committed document of the service, prepared, and returns its path."""
    document = json.loads((FOLDER / f"{service}.json").read_text())
    for item in document["paths"].values():
        for operation in item.values():
            for parameter in operation.get("parameters", []):
                parameter["schema"] = _with_known(parameter["schema"], parameter["name"], known)
                if parameter["name"] == "wait":
                    parameter["schema"]["maximum"] = LONGEST_WAIT
    for schema in document["components"]["schemas"].values():
        for name, member in schema.get("properties", {}).items():
            schema["properties"][name] = _with_known(member, name, known)
    file = folder / f"{service}.json"
    file.write_text(json.dumps(document))
    return file


def _with_known(schema: dict[str, Any], name: str, known: KnownValues) -> dict[str, Any]:
    """Only a text has known values: a member of the same name may be a number or a list elsewhere."""
    if name not in known or not _allows_text(schema):
        return schema
    values = list(known[name])
    return {"anyOf": [schema, {"type": "string", "enum": values}], "examples": values[:2]}


def _allows_text(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "string" or any(_allows_text(option) for option in schema.get("anyOf", ()))
