"""The base of every request's body: what is malformed a thousand times over is not reported a thousand times."""

from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache
from typing import Any, Self, get_args

from annotated_types import MaxLen
from pydantic import BaseModel, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import InitErrorDetails, PydanticCustomError

MOST_MALFORMED = 20
"""Parts of a body that are looked at in full after they were found malformed, and errors that a problem lists."""

_malformed: ContextVar[list[int] | None] = ContextVar("malformed_parts", default=None)
"""A counter of one request."""


def count_malformed_parts() -> None:
    """Begins to count for the request that is handled now."""
    _malformed.set([0])


class RequestBody(BaseModel):
    """pydantic validates all elements of a tuple before it looks at its length, and keeps each error in memory until
    the last element was seen. So lengths come first here, unknown members are counted before each is an error of its
    own, and after `MOST_MALFORMED` malformed parts the others are not validated at all."""

    @model_validator(mode="wrap")
    @classmethod
    def within_bounds(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        malformed = _malformed.get()
        if malformed is None:
            return handler(value)
        if malformed[0] >= MOST_MALFORMED:
            raise PydanticCustomError("not_validated", "it was not validated after so many malformed parts")
        try:
            if isinstance(value, dict):
                _check_sizes(cls, value)
            return handler(value)
        except ValidationError:
            malformed[0] += 1
            raise


def _check_sizes(model: type[BaseModel], given: dict[str, Any]) -> None:
    longest = _longest(model)
    if len(given) > len(longest) + MOST_MALFORMED:
        raise ValidationError.from_exception_data(
            model.__name__,
            [_error(PydanticCustomError("too_many_members", "it has many members that the operation does not know"))],
        )
    too_long = [
        _error(
            PydanticCustomError("too_long", "it may have at most {most} elements", {"most": most}),
            name,
        )
        for name, most in longest.items()
        if most is not None and isinstance(elements := given.get(name), list) and len(elements) > most
    ]
    if too_long:
        raise ValidationError.from_exception_data(model.__name__, too_long)


def _error(type: PydanticCustomError, *place: str) -> InitErrorDetails:
    return InitErrorDetails(type=type, loc=place, input=None)


@cache
def _longest(model: type[BaseModel]) -> dict[str, int | None]:
    """The members that the model knows, each by the name that callers use, and how many elements it may have."""
    return {
        field.alias or name: next((part.max_length for part in _constraints(field)), None)
        for name, field in model.model_fields.items()
    }


def _constraints(field: FieldInfo) -> Iterator[MaxLen]:
    """Of the field itself, or of what it may be where it may also be None."""
    yield from (part for part in field.metadata if isinstance(part, MaxLen))
    for choice in get_args(field.annotation):
        for given in getattr(choice, "__metadata__", ()):
            yield from (part for part in getattr(given, "metadata", ()) if isinstance(part, MaxLen))
