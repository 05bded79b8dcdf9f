"""Payloads decoded in part: a rebuild reads events by the million, and its folds read few of their fields."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NoReturn, TypeVar, get_type_hints

import msgspec

from common.contracts.event import Event
from common.contracts.parts import Part

Whole = TypeVar("Whole", Event, Part)

NOT_DECODED = object()
"""The value of a skipped field, which no encoder accepts."""

WHOLE = "__whole__"


class FieldNotDecoded(Exception):
    """A skipped field was read. It is no `AttributeError`, so `getattr` with a default does not hide it."""


@cache
def partial_reader_of(payload: type[Event], skipped: frozenset[str]) -> Callable[[bytes], Event]:
    """Returns a decoder of objects of the class whose skipped fields raise `FieldNotDecoded`.

    The skipped fields are neither decoded nor validated, so it is for payloads that were validated before.
    """
    return msgspec.json.Decoder(partial_class(payload, skipped) if skipped else payload).decode


def partial_class(whole: type[Whole], skipped: Iterable[str]) -> type[Whole]:
    """Returns a subclass whose skipped fields are not decoded; `decision.title` names a field of a part. Raises
    `ValueError` where the class has no such field."""
    types, skipped_in_parts = get_type_hints(whole), defaultdict[str, list[str]](list)
    names = []
    for path in sorted(skipped):
        name, _, rest = path.partition(".")
        if name not in whole.__struct_fields__:
            raise ValueError(f"{whole.__name__} has no field {name}")
        if rest:
            skipped_in_parts[name].append(rest)
        else:
            names.append(name)
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = [(name, Any, NOT_DECODED) for name in names]
    for name, inner in skipped_in_parts.items():
        if not (isinstance(types[name], type) and issubclass(types[name], Part)):
            raise ValueError(f"the field {name} of {whole.__name__} is not always one part")
        fields.append((name, partial_class(types[name], inner)))
    # no payload has a field of such a name, so the decoder passes over the field as over an unknown one
    renamed = {name: f"({name})" for name in names}
    partial = msgspec.defstruct(
        whole.__name__,
        fields,
        bases=(whole,),
        namespace={WHOLE: whole},
        rename=renamed,
        frozen=True,
        kw_only=True,
        gc=False,
    )
    for name in names:
        setattr(partial, name, property(_refusal(whole.__name__, name)))
    return partial  # type: ignore[return-value]  # `defstruct` does not say that it returns a subclass of its bases


def whole_class(event_type: type[Event]) -> type[Event]:
    """Returns the class that a partial one was made from, and any other class itself."""
    whole: type[Event] = vars(event_type).get(WHOLE, event_type)
    return whole


def _refusal(whole: str, name: str) -> Callable[[Any], NoReturn]:
    def refuse(_: Any) -> NoReturn:
        raise FieldNotDecoded(f"a fold reads {whole}.{name}, which its projection declares as skipped")

    return refuse
