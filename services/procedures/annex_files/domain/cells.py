"""One cell at a time. What is not written as the heading says is a fault; nothing is guessed from half a cell."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from procedures.annex_files.domain.annex_rows import AnnexRow, Fault
from procedures.annex_files.domain.columns import HEADINGS, key_of
from procedures.annex_files.domain.vocabulary import CHANNEL_OF
from procedures.law.domain.papers import Paper
from procedures.law.domain.submission_channels import Channel, Fee, TimeLimit
from procedures.national_catalogue.domain.facts import CHANNELS, UNITS
from procedures.national_catalogue.domain.texts import UNSEEN
from procedures.shared.domain.procedure_codes import FORM, ProcedureCode

T = TypeVar("T")
UNIT_OF = {key_of(word): unit for word, unit in UNITS.items()}
LONGEST = {"name": 2_000, "document_title": 2_000, "field_code": 35, "agency_code": 35, "document_number": 100}
LONGEST_CELL = 50_000
_day = re.compile(r"(\d{4})-(\d{2})-(\d{2})|(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_time = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,2})?)\s+(.+)")
_amount = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(?:[.,][0-9]{3}){1,4})\s*(?:đồng|đ|₫|VND|VNĐ)?", re.IGNORECASE)
_sheets = re.compile(r"([0-9]{1,3}) bản chính(?:, ([0-9]{1,3}) bản sao)?|([0-9]{1,3}) bản sao", re.IGNORECASE)


class Cells:
    """The cells of one row; faults and notes gather as they are read."""

    def __init__(self, row: AnnexRow) -> None:
        self.row = row
        self.faults = list(row.faults)
        self.notes: list[Fault] = []
        self._spoilt = {fault.column for fault in row.faults}

    def fault(self, column: str, rule: str, detail: str) -> None:
        """The first of a column is enough."""
        if HEADINGS[column] not in self._spoilt:
            self._spoilt.add(HEADINGS[column])
            self.faults.append(Fault(rule, HEADINGS[column], detail))

    def missing(self, column: str, why: str) -> None:
        self.fault(column, "fact-missing", why)

    def prose(self, column: str) -> str | None:
        """A text of one or more lines."""
        cell = self.row.cells.get(column)
        if cell is None:
            return None
        if isinstance(cell, date | float):
            self.fault(column, "cell-no-text", "a text is expected; format the cell as text")
            return None
        text = unicodedata.normalize("NFC", str(cell))
        seen = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in UNSEEN)
        mended = "\n".join(" ".join(part.split()) for part in seen.replace("\r", "\n").split("\n")).strip()
        if mended != str(cell):
            self.notes.append(Fault("text-normalised", HEADINGS[column], "spaces, line breaks or signs put in order"))
        if len(mended) > LONGEST.get(column, LONGEST_CELL):
            self.fault(column, "cell-too-long", f"{len(mended)} characters")
            return None
        return mended or None

    def line(self, column: str) -> str | None:
        text = self.prose(column)
        return None if text is None else " ".join(text.split())

    def lines(self, column: str) -> Iterator[str]:
        yield from (part for part in (self.prose(column) or "").split("\n") if part)

    def upper(self, column: str, form: str) -> str | None:
        text = self.line(column)
        if text is not None and re.fullmatch(form, text.upper()) is None:
            self.fault(column, "code-malformed", f"{text[:60]!r} has not the form of one")
            return None
        return None if text is None else text.upper()

    def code(self, column: str) -> ProcedureCode | None:
        """A number is no code: a sheet makes 1.0001 of 1.000100."""
        if isinstance(self.row.cells.get(column), int | float):
            self.fault(column, "code-as-number", "the sheet holds a number, which loses zeros; format the cell as text")
            return None
        code = self.upper(column, FORM)
        return None if code is None else ProcedureCode(code)

    def number(self, column: str) -> int | None:
        cell = self.row.cells.get(column)
        whole = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
        if isinstance(whole, str) and re.fullmatch(r"[0-9]{1,6}", whole.strip(), re.ASCII):
            whole = int(whole)
        if whole is None or (isinstance(whole, int) and 1 <= whole <= 100_000):
            return whole
        self.fault(column, "number-unreadable", f"{str(cell)[:60]!r} is no whole number from 1 on")
        return None

    def day(self, column: str) -> date | None:
        cell = self.row.cells.get(column)
        if cell is None or isinstance(cell, date):
            return cell
        found = _day.fullmatch(str(cell).strip())
        if found is not None:
            parts = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
            try:
                return date(*map(int, parts))
            except ValueError:
                pass
        self.fault(column, "day-unreadable", f"{str(cell)[:60]!r} is no day like 31/12/2026")
        return None

    def word(self, column: str, known: Mapping[str, T]) -> T | None:
        text = self.line(column)
        return None if text is None else self._known(column, text, known)

    def words(self, column: str, between: str, known: Mapping[str, T]) -> tuple[T, ...]:
        parts = [part.strip() for part in (self.line(column) or "").split(between)]
        found = [self._known(column, part, known) for part in parts if part and part != "-"]
        return tuple(one for one in found if one is not None)

    def _known(self, column: str, text: str, known: Mapping[str, T]) -> T | None:
        if (found := known.get(key_of(text))) is None:
            self.fault(column, "unknown-value", f"{text[:60]!r} is none of the words of this column")
        return found

    def each(self, column: str, read: Callable[[str], T | None], rule: str) -> tuple[T, ...]:
        found = []
        for text in self.lines(column):
            one = read(text)
            if one is None:
                self.fault(column, rule, f"{text[:60]!r} cannot be read")
            else:
                found.append(one)
        return tuple(found)

    def channels(self) -> tuple[Channel, ...]:
        """A fee hangs on the time limit of its channel; where that has several, nobody knows on which."""
        limits: dict[str, list[TimeLimit]] = {}
        for channel, limit in self.each("time_limits", time_limit_in, "time-unreadable"):
            limits.setdefault(channel, []).append(limit)
        fees: dict[str, list[Fee]] = {}
        for channel, fee in self.each("fees", fee_in, "fee-unreadable"):
            if len(limits.get(channel, ())) != 1:
                self.fault(
                    "fees",
                    "fee-without-time-limit",
                    f"{channel} has not just one time limit that the fee could hang on",
                )
            fees.setdefault(channel, []).append(fee)
        return tuple(
            Channel(
                name, tuple(TimeLimit(one.amount, one.unit, None, tuple(fees.get(name, ()))) for one in limits[name])
            )
            for name in CHANNELS.values()
            if name in limits
        )


def time_limit_in(text: str) -> tuple[str, TimeLimit] | None:
    channel, _, rest = text.partition(":")
    found = _time.fullmatch(rest.strip())
    unit = None if found is None else UNIT_OF.get(key_of(found[2]))
    known = CHANNEL_OF.get(key_of(channel))
    if found is None or unit is None or known is None or not (amount := Decimal(found[1].replace(",", "."))):
        return None
    return known, TimeLimit(amount, unit)


def fee_in(text: str) -> tuple[str, Fee] | None:
    channel, _, rest = text.partition(":")
    name, _, amount = rest.rpartition(":")
    found, known = _amount.fullmatch(amount.strip()), CHANNEL_OF.get(key_of(channel))
    if found is None or known is None or not name.strip() or {".", ","} <= set(found[1]):
        return None
    return known, Fee(name.strip(), int(re.sub(r"[.,]", "", found[1])))


def paper_in(text: str) -> Paper | None:
    name, _, sheets = text.rpartition(":")
    found = _sheets.fullmatch(sheets.strip())
    if found is None or not name.strip():
        return None
    return Paper(None, name.strip(), int(found[1] or 0), int(found[2] or found[3] or 0))
