"""Which procedures in force have all of some words in their name, or their code; the one question behind the search of the pages."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Text, and_, func, literal_column, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.queries.law import in_force_on, rows_of
from procedures.storage.tables import procedure, version

ACCENTS = "[\u0300-\u036f]"
MOST_WORDS = 12


async def procedures_by_words(
    read: AsyncConnection, words: str, on: date, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """In the order of the codes, from behind `after`. Case and accents are not looked at; none where nothing is asked for."""
    wanted = folded(words).split()[:MOST_WORDS]
    if not wanted:
        return []
    statement = in_force_on(on, None).where(and_(*map(_has, wanted))).order_by(procedure.c.code).limit(limit)
    return await rows_of(read, statement.where(procedure.c.code > after[0]) if after else statement)


def folded(text: str) -> str:
    """Without case and accents: `Đăng ký` and `dang ky` are the same."""
    return re.sub(ACCENTS, "", unicodedata.normalize("NFD", text.lower().replace("\0", ""))).replace("đ", "d")


def _has(word: str) -> ColumnElement[bool]:
    plain = func.regexp_replace(func.normalize(func.lower(version.c.name), literal_column("NFD")), ACCENTS, "", "g")
    name = func.replace(plain, "đ", "d", type_=Text)
    return or_(name.contains(word, autoescape=True), func.lower(procedure.c.code, type_=Text).contains(word, autoescape=True))
