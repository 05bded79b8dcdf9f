"""Judges the data of a form by its JSON Schema, with the library `jsonschema`: nothing is fetched from anywhere."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import orjson
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import extend
from referencing import Registry

from online_services.forms.domain.form_schema import FORMATS, MOST_ELEMENTS, MOST_PATTERN_TEXT, pointer_of
from online_services.forms.domain.refusals import FormDataInvalid

MOST_ERRORS = 20


def _pattern(validator: Any, pattern: str, instance: Any, schema: Mapping[str, Any]) -> Iterator[Any]:
    """A longer text does not fit `maxLength`; the time that the pattern takes is bounded for shorter ones only."""
    if isinstance(instance, str) and len(instance) <= MOST_PATTERN_TEXT:
        yield from Draft202012Validator.VALIDATORS["pattern"](validator, pattern, instance, schema)


def _unique_items(validator: Any, unique: bool, instance: Any, schema: Mapping[str, Any]) -> Iterator[Any]:
    """A longer list does not fit `maxItems`; the elements are compared each with each."""
    if isinstance(instance, list) and len(instance) <= MOST_ELEMENTS:
        yield from Draft202012Validator.VALIDATORS["uniqueItems"](validator, unique, instance, schema)


FormValidator = extend(  # type: ignore[no-untyped-call]  # the library states no types for it
    Draft202012Validator, {"pattern": _pattern, "uniqueItems": _unique_items}
)


@lru_cache(256)
def _validator(schema: str) -> Any:
    # an empty registry resolves no reference, so that none could lead to another machine
    registry: Registry[Any] = Registry()
    return FormValidator(orjson.loads(schema), registry=registry, format_checker=FormatChecker(sorted(FORMATS)))


def require_valid(schema: str, data: Mapping[str, Any]) -> None:
    """Raises `FormDataInvalid`, which names places and keywords and repeats no value."""
    found: list[dict[str, str]] = []
    for error in _validator(schema).iter_errors(data):
        path = list(error.absolute_path)
        if error.validator == "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            found += [{"pointer": pointer_of([*path, name]), "keyword": "required"} for name in missing]
        else:
            found.append({"pointer": pointer_of(path), "keyword": str(error.validator)})
        if len(found) >= MOST_ERRORS:
            break
    if found:
        unique = {(error["pointer"], error["keyword"]): error for error in found}
        raise FormDataInvalid(sorted(unique.values(), key=lambda error: (error["pointer"], error["keyword"])))
