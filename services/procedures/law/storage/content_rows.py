"""Between contents and rows."""

from decimal import Decimal
from typing import Any

import msgspec
import orjson

from procedures.law.domain.contents import Content, Heading

Tuple = tuple[Any, ...]


_contents = msgspec.json.Decoder(Content)


def content_out(content: Heading | None) -> Tuple:
    if content is None:
        return (None,) * 6
    fields = list(content.population_fields)
    return content.name, content.field_code, content.agency_code, list(content.levels), fields, content_text(content)


def content_text(content: Heading) -> str:
    """As it is kept and answered."""
    return orjson.dumps(content, default=_number).decode()


def content_in(text: str | bytes) -> Content:
    """The content as it was written, from the text that it is kept as."""
    return _contents.decode(text)


def _number(value: object) -> int | float:
    """A time limit of half a day is 0.5, one of five days is 5."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} is no part of a content")
    return int(value) if value == value.to_integral_value() else float(value)


def heading_in(row: Any) -> Heading:
    return Heading(
        row["name"], row["field_code"], row["agency_code"], tuple(row["levels"]), tuple(row["population_fields"])
    )
