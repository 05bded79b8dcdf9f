"""How much a content may hold, whichever way it was recorded: typed in, imported from an annex, taken from the national
catalogue, or corrected."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from procedures.law.domain.contents import Content
from procedures.law.domain.refusals import ContentTooLong
from procedures.shared.domain.text_lengths import LONGEST_LINE, LONGEST_PROSE

MOST_ENTRIES = 500
"""Entries of each list: cases, steps of a case, papers of a case, and so on. The largest real contents have some
dozen."""


def check_limits(content: Content, item: int) -> None:
    """Raises `ContentTooLong`. The name is a line, as each event about the procedure holds it; other texts may be
    prose."""
    if len(content.name) > LONGEST_LINE:
        raise ContentTooLong(item, "name", len(content.name), LONGEST_LINE)
    for member in fields(content):
        for part in _lists_and_texts(getattr(content, member.name)):
            limit = LONGEST_PROSE if isinstance(part, str) else MOST_ENTRIES
            if len(part) > limit:
                raise ContentTooLong(item, member.name, len(part), limit)


def _lists_and_texts(value: Any) -> Iterator[str | tuple[Any, ...]]:
    """Every list and text within a member, whatever members its classes may get."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield value
        for entry in value:
            yield from _lists_and_texts(entry)
    else:
        for member in getattr(value, "__dataclass_fields__", ()):
            yield from _lists_and_texts(getattr(value, member))
