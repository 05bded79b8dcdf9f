"""The schemas of a document as other tools read them: short names, and nothing that only Python knows."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Schema = dict[str, Any]
REFERENCE = "#/components/schemas/"
NAMING_PARTS = ("properties", "patternProperties", "$defs")
"""Members whose own members are named by the API: `title` among them is no title of a schema."""


def public_name(name: str, overrides: Mapping[str, str]) -> str:
    """`Page_DecisionOut_` is DecisionPage, `DecisionOut` Decision, and `DecisionIn` DecisionInput."""
    if paged := re.fullmatch(r"Page_(\w+)_", name):
        return f"{public_name(paged[1], overrides)}Page"
    if name in overrides:
        return overrides[name]
    if name.endswith("Out"):
        return name.removesuffix("Out")
    return f"{name.removesuffix('In')}Input" if name.endswith("In") else name


def with_names(document: Any, rename: Callable[[str], str]) -> Any:
    """Returns the document with renamed schemas. Raises `ValueError` where two get the same name."""
    schemas = document["components"]["schemas"]
    names = {name: rename(name) for name in schemas}
    if twice := sorted(name for name in names.values() if list(names.values()).count(name) > 1):
        raise ValueError(f"two schemas have the name {twice[0]}")
    renamed = _with_references(document, names)
    renamed["components"]["schemas"] = {
        names[name]: {**schema, "title": names[name]} for name, schema in renamed["components"]["schemas"].items()
    }
    return renamed


def _with_references(part: Any, names: Mapping[str, str]) -> Any:
    if isinstance(part, dict):
        return {
            key: REFERENCE + names[value.removeprefix(REFERENCE)]
            if key == "$ref" and isinstance(value, str) and value.startswith(REFERENCE)
            else _with_references(value, names)
            for key, value in part.items()
        }
    return [_with_references(value, names) for value in part] if isinstance(part, list) else part


def plain(schema: Any, *, top: bool = False) -> Any:
    """Returns the schema without the titles that are made from names, with `null` as one of its types, and without the
    discriminator of alternatives, which repeats their constants and names schemas as Python does."""
    if isinstance(schema, list):
        return [plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plainer = {
        key: {name: plain(part) for name, part in value.items()}
        if key in NAMING_PARTS
        else value
        if key in ("examples", "example", "default", "enum", "const")
        else plain(value)
        for key, value in schema.items()
        if (top or key != "title" or not isinstance(value, str)) and not (key == "discriminator" and "oneOf" in schema)
    }
    return with_null_as_type(plainer)


def with_null_as_type(schema: Schema) -> Schema:
    """`anyOf` of one simple schema and null is that schema with two types: more tools understand it."""
    options = schema.get("anyOf", [])
    others = [option for option in options if option != {"type": "null"}]
    if len(options) != 2 or len(others) != 1 or not isinstance(others[0].get("type"), str) or "enum" in others[0]:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**others[0], "type": [others[0]["type"], "null"], **rest}


def without_null(schema: Schema) -> Schema:
    """Of a parameter, which is left out and never null."""
    if isinstance(schema.get("type"), list):
        (only,) = (type for type in schema["type"] if type != "null")
        return {**schema, "type": only}
    others = [option for option in schema.get("anyOf", []) if option != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**others[0], **rest} if len(others) == 1 else schema


def with_binary(schema: Schema) -> Schema:
    """Of a body that is a file."""
    if schema.get("contentMediaType") != "application/octet-stream":
        return schema
    return {**{key: value for key, value in schema.items() if key != "contentMediaType"}, "format": "binary"}
