"""Translates contents to rows, and rows to contents."""

from dataclasses import is_dataclass
from decimal import Decimal
from typing import Any

import msgspec
import orjson

from procedures.law.domain.added_members import stated_members
from procedures.law.domain.contents import Content, Heading

Tuple = tuple[Any, ...]


_headings = msgspec.json.Decoder(Heading)
_contents = msgspec.json.Decoder(Content)


def content_columns(content: Heading | None) -> Tuple:
    if content is None:
        return (None,) * 6
    fields = list(content.population_fields)
    return content.name, content.field_code, content.agency_code, list(content.levels), fields, encode_content(content)


def encode_content(content: Heading) -> str:
    """Returns the JSON text in which a content is stored and shown in responses."""
    return orjson.dumps(content, default=_json, option=orjson.OPT_PASSTHROUGH_DATACLASS).decode()


def decode_content(text: str | bytes) -> Content:
    """Returns the content from its stored JSON text."""
    return _contents.decode(text)


def decode_heading(text: str | bytes) -> Heading:
    """Returns the heading of a procedure that has no content here."""
    return _headings.decode(text)


def _json(value: object) -> dict[str, Any] | int | float:
    """Writes a time limit of half a day as 0.5 and one of five days as 5."""
    if is_dataclass(value):
        return stated_members(value)
    if not isinstance(value, Decimal):
        raise TypeError(f"a content does not contain {type(value).__name__}")
    return int(value) if value == value.to_integral_value() else float(value)


def heading_of_row(row: Any) -> Heading:
    return Heading(
        row["name"], row["field_code"], row["agency_code"], tuple(row["levels"]), tuple(row["population_fields"])
    )
