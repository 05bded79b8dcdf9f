"""What the JSON Schema of a form may use: a closed list of keywords, all of them bounded, nothing from elsewhere.

A schema that is kept is used for every filing, so what could be slow, open or remote is refused when it is recorded.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from online_services.forms.domain.pattern_cost import PatternRefused, check_pattern

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOST_DEPTH, MOST_SUBSCHEMAS, MOST_ELEMENTS, MOST_TEXT, MOST_PATTERN_TEXT = 8, 500, 500, 10_000, 1_000
PREFILLED = frozenset({"personal_id", "full_name", "phone"})
"""What `x-prefill` may name: members of the applicant of the filing."""
TYPES = frozenset({"object", "array", "string", "integer", "number", "boolean"})
FORMATS = frozenset({"date"})
ANNOTATIONS = frozenset({"$schema", "title", "description", "examples", "x-order"})
KEYWORDS = {
    "object": frozenset({"properties", "required", "additionalProperties"}),
    "array": frozenset({"items", "minItems", "maxItems", "uniqueItems"}),
    "string": frozenset({"minLength", "maxLength", "pattern", "format", "enum"}),
    "integer": frozenset({"minimum", "maximum", "multipleOf", "enum"}),
    "number": frozenset({"minimum", "maximum", "enum"}),
    "boolean": frozenset({"enum"}),
}
OF_FIELDS = frozenset({"type", "const", "readOnly", "x-hidden", "x-prefill"})
Found = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FixedField:
    """A field that the form fills in. `path` leads to it; it has the value `const`, or the applicant's `prefilled`
    member."""

    path: tuple[str, ...]
    const: Any = None
    prefilled: str | None = None


def errors_of_schema(schema: Mapping[str, Any]) -> list[dict[str, str]]:
    """Returns what is wrong with the schema, at most 20 places, each with its JSON pointer."""
    counter = [0]
    found = [*_root(schema), *_errors(schema, "", 1, counter)]
    return [{"pointer": pointer, "reason": reason} for pointer, reason in found[:20]]


def fixed_fields(schema: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[FixedField]:
    """Yields the fields that the form fills in, hidden ones too; those in lists are judged as any other data."""
    for name, field in schema.get("properties", {}).items():
        here = (*path, name)
        if "x-prefill" in field:
            yield FixedField(here, prefilled=field["x-prefill"])
        elif "const" in field:
            yield FixedField(here, const=field["const"])
        elif field.get("type") == "object":
            yield from fixed_fields(field, here)


def pointer_of(path: Iterator[Any] | tuple[Any, ...] | list[Any]) -> str:
    """RFC 6901."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def _root(schema: Mapping[str, Any]) -> Found:
    if schema.get("$schema", DIALECT) != DIALECT:
        yield "/$schema", f"the dialect is {DIALECT}"
    if schema.get("type") != "object":
        yield "/type", "a form is an object"


def _errors(schema: Any, pointer: str, depth: int, counter: list[int]) -> Found:
    counter[0] += 1
    if counter[0] > MOST_SUBSCHEMAS:
        if counter[0] == MOST_SUBSCHEMAS + 1:
            yield pointer, f"a form has at most {MOST_SUBSCHEMAS} fields"
        return
    if depth > MOST_DEPTH:
        yield pointer, f"a form is at most {MOST_DEPTH} levels deep"
        return
    if not isinstance(schema, Mapping) or not _is_one_of(schema.get("type"), TYPES):
        yield f"{pointer}/type", f"one type of {', '.join(sorted(TYPES))} is stated"
        return
    of_type = str(schema["type"])
    for keyword in sorted(set(schema) - KEYWORDS[of_type] - OF_FIELDS - ANNOTATIONS):
        yield pointer + pointer_of((keyword,)), f"a form does not use this for {of_type}"
    yield from _fixed(schema, pointer)
    yield from CHECKS[of_type](schema, pointer, depth, counter)


def _fixed(schema: Mapping[str, Any], pointer: str) -> Found:
    fills_in = "const" in schema or "x-prefill" in schema
    if (schema.get("readOnly") or schema.get("x-hidden")) and not fills_in:
        yield pointer, "a field that nobody may fill in has a const or an x-prefill"
    if "x-prefill" in schema and (schema["type"] != "string" or not _is_one_of(schema["x-prefill"], PREFILLED)):
        yield f"{pointer}/x-prefill", f"a text is prefilled with {', '.join(sorted(PREFILLED))}"
    if "const" in schema and (isinstance(schema["const"], dict | list) or "x-prefill" in schema):
        yield f"{pointer}/const", "a const is no object, no list, and not prefilled too"
    for name in ("title", "description"):
        if not isinstance(schema.get(name, ""), str):
            yield f"{pointer}/{name}", "it is a text"
    for name in ("readOnly", "x-hidden"):
        if not isinstance(schema.get(name, False), bool):
            yield f"{pointer}/{name}", "it is true or false"
    values = schema.get("enum", ["one"])
    if not isinstance(values, list) or not 0 < len(values) <= MOST_ELEMENTS:
        yield f"{pointer}/enum", f"it has 1 to {MOST_ELEMENTS} values"
    elif any(isinstance(value, dict | list) for value in values):
        yield f"{pointer}/enum", "its values are no objects and no lists"


def _object(schema: Mapping[str, Any], pointer: str, depth: int, counter: list[int]) -> Found:
    properties = schema.get("properties")
    if not isinstance(properties, Mapping) or not properties:
        yield f"{pointer}/properties", "an object states its fields"
        return
    if schema.get("additionalProperties") is not False:
        yield f"{pointer}/additionalProperties", "it is false: nothing is taken that the form does not state"
    required = schema.get("required", [])
    if not isinstance(required, list) or not all(isinstance(name, str) for name in required):
        yield f"{pointer}/required", "it lists names of fields"
    elif not set(required) <= set(properties):
        yield f"{pointer}/required", "it lists fields of the object"
    for name, field in properties.items():
        yield from _errors(field, f"{pointer}/properties{pointer_of((name,))}", depth + 1, counter)


def _array(schema: Mapping[str, Any], pointer: str, depth: int, counter: list[int]) -> Found:
    yield from _whole(schema, pointer, "minItems", MOST_ELEMENTS, needed=False)
    yield from _whole(schema, pointer, "maxItems", MOST_ELEMENTS, needed=True)
    if not isinstance(schema.get("uniqueItems", False), bool):
        yield f"{pointer}/uniqueItems", "it is true or false"
    yield from _errors(schema.get("items"), f"{pointer}/items", depth + 1, counter)


def _string(schema: Mapping[str, Any], pointer: str, _depth: int, _counter: list[int]) -> Found:
    is_bounded = "enum" in schema or "const" in schema or "x-prefill" in schema or "format" in schema
    most = MOST_PATTERN_TEXT if "pattern" in schema else MOST_TEXT
    yield from _whole(schema, pointer, "minLength", most, needed=False)
    yield from _whole(schema, pointer, "maxLength", most, needed="pattern" in schema or not is_bounded)
    if "format" in schema and not _is_one_of(schema["format"], FORMATS):
        yield f"{pointer}/format", f"formats are {', '.join(sorted(FORMATS))}"
    if "pattern" in schema:
        try:
            check_pattern(str(schema["pattern"]), MOST_PATTERN_TEXT)
        except PatternRefused as refused:
            yield f"{pointer}/pattern", str(refused)


def _number(schema: Mapping[str, Any], pointer: str, _depth: int, _counter: list[int]) -> Found:
    for name in ("minimum", "maximum", "multipleOf"):
        value = schema.get(name, 1)
        if not isinstance(value, int | float) or isinstance(value, bool):
            yield f"{pointer}/{name}", "it is a number"
        elif name == "multipleOf" and value <= 0:
            yield f"{pointer}/{name}", "it is above zero"


def _boolean(_schema: Mapping[str, Any], _pointer: str, _depth: int, _counter: list[int]) -> Found:
    yield from ()


def _is_one_of(value: Any, texts: Collection[str]) -> bool:
    return isinstance(value, str) and value in texts


def _whole(schema: Mapping[str, Any], pointer: str, name: str, most: int, *, needed: bool) -> Found:
    value = schema.get(name)
    if value is None and not needed:
        return
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        yield f"{pointer}/{name}", f"it is a whole number from 0 to {most:,}"


Check = Callable[[Mapping[str, Any], str, int, list[int]], Found]
CHECKS: Mapping[str, Check] = {
    "object": _object,
    "array": _array,
    "string": _string,
    "integer": _number,
    "number": _number,
    "boolean": _boolean,
}
