"""Translates contents to rows, and rows to contents."""

from dataclasses import is_dataclass
from decimal import Decimal
from typing import Any

import msgspec
import orjson

from common.exact_numbers import as_text
from procedures.law.domain.added_members import stated_members
from procedures.law.domain.contents import Content, Heading
from procedures.law.domain.fees import Fee, FeeRelief, FeeTier

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


def _json(value: object) -> dict[str, Any]:
    if not is_dataclass(value):
        raise TypeError(f"a content does not contain {type(value).__name__}")
    return written_members(value)


def written_members(value: Any) -> dict[str, Any]:
    """Writes a time limit of half a day as 0.5 and one of five days as 5; an amount of money or a percentage with a
    fraction is a text, because many readers would take a number for a binary fraction."""
    members = stated_members(value)
    write = exact_number if isinstance(value, (Fee, FeeTier, FeeRelief)) else number
    decimals = {name: write(member) for name, member in members.items() if isinstance(member, Decimal)}
    return members | decimals if decimals else members


def number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def exact_number(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else as_text(value)


def heading_of_row(row: Any) -> Heading:
    return Heading(
        row["name"], row["field_code"], row["agency_code"], tuple(row["levels"]), tuple(row["population_fields"])
    )
