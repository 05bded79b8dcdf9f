"""Schemas of OpenAPI documents as Python types: objects are `TypedDict`s, enums are `Literal`s."""

import keyword
import textwrap
from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
SIMPLE = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
WIDTH = 114


def python_type(schema: Schema) -> str:  # noqa: PLR0911 - one line for each kind of schema
    """The type of a schema, in which other schemas are named."""
    match schema:
        case {"$ref": str(ref)}:
            return ref.rsplit("/", 1)[1]
        case {"const": value}:
            return f"Literal[{value!r}]"
        case {"enum": list(values)}:
            return f"Literal[{', '.join(repr(value) for value in values)}]"
        case {"anyOf": list(choices)} | {"oneOf": list(choices)}:
            return union(python_type(choice) for choice in choices)
        case {"type": list(types)}:
            return union(python_type({**schema, "type": type}) for type in types)
        case {"type": "array"}:
            return f"list[{python_type(schema.get('items', {}))}]"
        case {"type": "object", "additionalProperties": dict(values)}:
            return f"dict[str, {python_type(values)}]"
        case {"type": "object"}:
            return "dict[str, Any]"
        case {"type": str(type)}:
            return SIMPLE[type]
        case _:
            return "Any"


def union(types: Iterator[str]) -> str:
    return " | ".join(dict.fromkeys(types))


def definition(name: str, schema: Schema) -> str:
    """The statement that defines the type of a named schema."""
    if "properties" not in schema:
        return f"{name} = {python_type(schema)}\n" + docstring(schema.get("description", ""), "")
    required = set(schema.get("required", ()))
    members = {key: member_type(part, key in required) for key, part in schema["properties"].items()}
    if any(keyword.iskeyword(key) or not key.isidentifier() for key in members):
        listed = ", ".join(f'"{key}": "{type}"' for key, type in members.items())
        return f'{name} = TypedDict("{name}", {{{listed}}})\n' + docstring(schema.get("description", ""), "")
    lines = [f"class {name}(TypedDict):\n", docstring(schema.get("description", ""), "    ")]
    for key, type in members.items():
        lines += [f"    {key}: {type}\n", docstring(schema["properties"][key].get("description", ""), "    ")]
    return "".join(lines)


def member_type(schema: Schema, is_required: bool) -> str:
    type = python_type(schema)
    return type if is_required else f"NotRequired[{type}]"


def docstring(text: str, indent: str) -> str:
    if not text:
        return ""
    text = text.replace("\\", "\\\\").replace('"""', "'''").strip()
    if text.endswith('"'):
        text += " "
    lines = textwrap.wrap(" ".join(text.split()), WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    if len(lines) == 1:
        return f'{indent}"""{lines[0]}"""\n'
    return "\n".join([f'{indent}"""{lines[0]}', *(f"{indent}{line}" for line in lines[1:])]) + '"""\n'
