"""A document as the lists of Decisions name it, in one cell: `Nghị định số 104/2022/NĐ-CP ngày 21/12/2022 của Chính
phủ … có hiệu lực từ ngày 01/01/2023`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from procedures.law.domain.legal_basis_texts import read_legal_basis
from procedures.shared.domain.document_numbers import canonical_number
from procedures.shared.domain.written_days import day_in

_DAY = r"ngày\s+([0-9]{1,2})(?:/|\s+tháng\s+)([0-9]{1,2})(?:/|\s+năm\s+)([0-9]{4})"
_effective = re.compile(rf"hiệu\s+lực(?:\s+thi\s+hành)?(?:\s+kể)?\s+từ\s+{_DAY}", re.IGNORECASE)
_day = re.compile(_DAY, re.IGNORECASE)
_of_ministry = re.compile(r"[0-9]+/QĐ-(?!UBND|TTG)[A-ZĐ0-9-]+")
"""The number of a legal document has its year, that of a ministry's Decision of publication does not."""


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """`title` is the whole text. A day is None where the text states none, or several."""

    number: str
    title: str
    issued_on: date | None
    effective_on: date | None
    ministry_decision: bool

    @property
    def is_described(self) -> bool:
        return self.issued_on is not None and self.ministry_decision is (self.effective_on is None)


def named_document(text: str) -> NamedDocument | None:
    """None where the text has no number of a document, or several."""
    if (number := read_legal_basis(text).number) is None:
        return None
    of_ministry = "công bố" in text.casefold() and _of_ministry.fullmatch(canonical_number(number)) is not None
    issued = _one_day(_day.findall(_effective.sub("", text)))
    effective = None if of_ministry else _one_day(_effective.findall(text))
    return NamedDocument(number, text, issued, effective, of_ministry)


def _one_day(found: Iterable[tuple[str, str, str]]) -> date | None:
    days = {day_in("/".join(parts)) for parts in found}
    return days.pop() if len(days) == 1 else None
