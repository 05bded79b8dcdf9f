"""Parses single cells. A cell that is not written as its column requires is a fault; nothing is guessed from a part of
it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TypeVar

from procedures.annex_files.domain.annex_rows import AnnexRow, Fault
from procedures.annex_files.domain.channel_words import Channels, channels_in
from procedures.annex_files.domain.columns import HEADINGS, key_of
from procedures.annex_files.domain.fee_cells import fees_in
from procedures.annex_files.domain.paper_cells import papers_in
from procedures.annex_files.domain.time_cells import time_limits_in
from procedures.annex_files.domain.vocabulary import words_of
from procedures.law.domain.dossier_texts import read_sets
from procedures.law.domain.fees import Fee, FeeForm
from procedures.law.domain.papers import PapersOfCase
from procedures.law.domain.submission_channels import Channel, ChannelKind, TimeForm, TimeLimit
from procedures.national_catalogue.domain.texts import INVISIBLE
from procedures.shared.domain.procedure_codes import FORM, ProcedureCode
from procedures.shared.domain.separators import with_plain_separators
from procedures.shared.domain.text_lengths import LONGEST_LINE, LONGEST_PROSE
from procedures.shared.domain.written_days import day_in

T = TypeVar("T")
LONGEST = {
    "name": LONGEST_LINE,
    "document_title": LONGEST_LINE,
    "field_code": 35,
    "agency_code": 35,
    "document_number": 100,
}


class Cells:
    """The cells of one row. Reading a cell adds its faults and notes to those of the row."""

    def __init__(self, row: AnnexRow) -> None:
        self.row = row
        self.faults = list(row.faults)
        self.notes = list(row.notes)
        self._faulty_columns = {fault.column for fault in row.faults}

    def fault(self, column: str, rule: str, detail: str) -> None:
        """Adds a fault unless the column already has one."""
        if HEADINGS[column] not in self._faulty_columns:
            self._faulty_columns.add(HEADINGS[column])
            self.faults.append(Fault(rule, HEADINGS[column], detail))

    def note(self, column: str, rule: str, detail: str) -> None:
        self.notes.append(Fault(rule, HEADINGS[column], detail))

    def missing(self, column: str, detail: str) -> None:
        self.fault(column, "fact-missing", detail)

    def prose(self, column: str) -> str | None:
        """A text of one or more lines, normalised."""
        cell = self.row.cells.get(column)
        if cell is None:
            return None
        if isinstance(cell, date | float):
            self.fault(column, "cell-no-text", "a text is expected; format the cell as text")
            return None
        text = unicodedata.normalize("NFC", with_plain_separators(str(cell)))
        visible = "".join(char for char in text if char == "\n" or unicodedata.category(char) not in INVISIBLE)
        normalised = "\n".join(" ".join(line.split()) for line in visible.split("\n")).strip()
        if normalised != str(cell):
            detail = "spaces, line breaks or invisible characters were normalised"
            self.notes.append(Fault("text-normalised", HEADINGS[column], detail))
        if len(normalised) > LONGEST.get(column, LONGEST_PROSE):
            self.fault(column, "cell-too-long", f"{len(normalised)} characters")
            return None
        return normalised or None

    def line(self, column: str) -> str | None:
        text = self.prose(column)
        return None if text is None else " ".join(text.split())

    def lines(self, column: str) -> Iterator[str]:
        yield from (part for part in (self.prose(column) or "").split("\n") if part)

    def upper(self, column: str, form: str) -> str | None:
        text = self.line(column)
        if text is not None and re.fullmatch(form, text.upper()) is None:
            self.fault(column, "code-malformed", f"{text[:60]!r} is not of the form of a code")
            return None
        return None if text is None else text.upper()

    def form(self, column: str, form: str) -> str | None:
        text = self.line(column)
        if text is not None and re.fullmatch(form, text) is None:
            self.fault(column, "code-malformed", f"{text[:60]!r} is not of the form of a code")
            return None
        return text

    def code(self, column: str) -> ProcedureCode | None:
        """Refuses a number, since a sheet turns 1.000100 into 1.0001."""
        if isinstance(self.row.cells.get(column), int | float):
            self.fault(column, "code-as-number", "the sheet holds a number, which loses zeros; format the cell as text")
            return None
        code = self.upper(column, FORM)
        return None if code is None else ProcedureCode(code)

    def number(self, column: str) -> int | None:
        cell = self.row.cells.get(column)
        value = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", value.strip(), re.ASCII):
            value = int(value)
        if value is None or (isinstance(value, int) and 1 <= value <= 100_000):
            return value
        self.fault(column, "number-unreadable", f"{str(cell)[:60]!r} is no whole number from 1 to 100,000")
        return None

    def line_of_number(self, column: str) -> str | None:
        """The number as printed; a sheet may hold it as a number."""
        cell = self.row.cells.get(column)
        if isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer()):
            return str(int(cell))
        return self.line(column)

    def day(self, column: str) -> date | None:
        cell = self.row.cells.get(column)
        if cell is None or isinstance(cell, date):
            return cell
        if (day := day_in(str(cell))) is None:
            self.fault(column, "day-unreadable", f"{str(cell)[:60]!r} is no day like 31/12/2026")
        return day

    def word(self, column: str, vocabulary: Mapping[str, T]) -> T | None:
        text = self.line(column)
        return None if text is None else self._value_of(column, text, vocabulary)

    def words(self, column: str, separator: str, vocabulary: Mapping[str, T]) -> tuple[T, ...]:
        """The values of a list; `-` stands for an empty list."""
        parts = [part.strip() for part in (self.line(column) or "").split(separator)]
        values = [self._value_of(column, part, vocabulary) for part in parts if part and part != "-"]
        return tuple(value for value in values if value is not None)

    def _value_of(self, column: str, text: str, vocabulary: Mapping[str, T]) -> T | None:
        if (value := vocabulary.get(key_of(text))) is None:
            self.fault(column, "unknown-value", f"{text[:60]!r} is none of: {' | '.join(words_of(column))}")
        return value

    def dossier_sets(self) -> int | None:
        """A number, or a text such as `01 bộ`."""
        cell = self.row.cells.get("dossier_sets")
        if cell is None or isinstance(cell, int | float):
            return self.number("dossier_sets")
        text = self.line("dossier_sets") or ""
        written = (text, f"số bộ: {text}", f"số bộ: {text} bộ")
        if (sets := next(filter(None, map(read_sets, written)), None)) is None:
            self.fault("dossier_sets", "number-unreadable", f"{text[:60]!r} is no number of sets")
        return sets

    def papers(self, lines: Iterable[str]) -> tuple[PapersOfCase, ...]:
        """A paper on each line; how many sheets of it are needed is not stated where the line does not end with it."""
        groups = papers_in(lines)
        for paper in (paper for group in groups for paper in group.papers if paper.originals is None):
            self.note("papers", "sheets-not-stated", f"{paper.name[:60]!r} states no number of originals and copies")
        return groups

    def channels(self) -> tuple[Channel, ...]:
        """A fee belongs to the time limit of its channel where there is exactly one; else to the channel, since the
        cells cannot state to which limit it belongs."""
        named, limits, fees = self.named_channels(), self.time_limits(), self.fees()
        return tuple(
            channel_with(kind, limits.get(kind, []), tuple(fees.get(kind, ())))
            for kind in ChannelKind
            if kind in named or kind in limits or kind in fees
        )

    def named_channels(self) -> Channels:
        """The channels of a cell that lists them. A cell that says more is kept in a note as it is."""
        lines = list(self.lines("channels"))
        channels = list(map(channels_in, lines))
        if not all(channels):
            self.note("channels", "part-without-place", "\n".join(lines))
            return ()
        return tuple(chain.from_iterable(channels))

    def time_limits(self) -> dict[ChannelKind, list[TimeLimit]]:
        """The limits by channel; one that can only be kept as words has a note."""
        limits: dict[ChannelKind, list[TimeLimit]] = {}
        for channel, limit in time_limits_in(self.lines("time_limits")):
            limits.setdefault(channel, []).append(limit)
            if limit.form is TimeForm.WORDS:
                detail = f"{(limit.words or '')[:60]!r} is kept as words"
                self.notes.append(Fault("time-unreadable", HEADINGS["time_limits"], detail))
        return limits

    def fees(self) -> dict[ChannelKind, list[Fee]]:
        """The fees by channel; one that can only be kept as words has a note."""
        fees: dict[ChannelKind, list[Fee]] = {}
        for channel, fee in fees_in(self.lines("fees")):
            fees.setdefault(channel, []).append(fee)
            if fee.form is FeeForm.WORDS:
                detail = f"{(fee.words or '')[:60]!r} is kept as words"
                self.notes.append(Fault("fee-unreadable", HEADINGS["fees"], detail))
        return fees


def channel_with(kind: ChannelKind, limits: Sequence[TimeLimit], fees: tuple[Fee, ...]) -> Channel:
    if len(limits) == 1:
        return Channel(kind.value, (replace(limits[0], fees=fees),))
    return Channel(kind.value, tuple(limits), fees)
