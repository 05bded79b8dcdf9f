"""From a row as a format reads it to a record of the national catalogue: each value is normalised with a note, or the
row is refused with a reason. Nothing is guessed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from procedures.law.domain.cases import by_case
from procedures.law.domain.contents import AgencyInRole, LegalBasis, ProcedureResult, Role, StepsOfCase
from procedures.national_catalogue.domain import facts
from procedures.national_catalogue.domain.records import (
    NationalChannel,
    NationalFee,
    NationalPaper,
    NationalPapersOfCase,
    NationalRecord,
    NationalTimeLimit,
)
from procedures.national_catalogue.domain.row_results import Notes, RawRow, RowRefused, RowResult
from procedures.national_catalogue.domain.row_rules import Normalisation, Refused
from procedures.national_catalogue.domain.texts import line, prose


def normalise(row: RawRow) -> RowResult:
    """The result of one row by itself. Whether another row has the same code is checked for the file as a whole."""
    if row.fault is not None:
        return RowResult(row.number, row.line, _raw(row, "code", 60), None, (row.fault,), _raw(row, "name", 2_000))
    notes = Notes(row.notes)
    stated = None if row.stated is None else tuple(sorted(row.stated))
    try:
        record = replace(_RowParser(row.values, notes).record(), stated=stated)
    except RowRefused as refused:
        return RowResult(row.number, row.line, _raw(row, "code", 60), None, (refused.note,), _raw(row, "name", 2_000))
    return RowResult(row.number, row.line, record.code, record, notes.all(), record.name)


def _raw(row: RawRow, part: str, longest: int) -> str | None:
    """A part of a refused row as far as it could be read, without NUL, which no database takes."""
    text = row.values.get(part)
    if not isinstance(text, str):
        return None
    return " ".join(text.encode(errors="replace").decode().replace("\0", " ").split())[:longest] or None


class _RowParser:
    """Parses the parts of one row, each by its own rules."""

    def __init__(self, values: Mapping[str, Any], notes: Notes) -> None:
        self.values = values
        self.notes = notes

    def record(self) -> NationalRecord:
        field = self._line("field")
        if field is None:
            self.notes.add(Normalisation.FIELD_ABSENT, "field", "no field is named")
        return NationalRecord(
            code=facts.code_of(self._line("code"), self.notes),
            name=self._name(),
            field_code=self._line("field_code"),
            field_name=field,
            ministry=self._line("ministry"),
            levels=facts.levels_of(self._line("level"), self.notes) if "level" in self.values else (),
            agencies=tuple(self._agencies()),
            decision_number=self._decision_number(),
            channels=tuple(self._channels()),
            papers=self._papers(),
            steps=self._steps(),
            legal_bases=tuple(self._legal_bases()),
            results=tuple(self._results()),
            audience=tuple(text for entry in self._list("audience") if (text := line(entry, "audience", self.notes))),
            conditions=prose(self.values.get("conditions"), "conditions", self.notes),
            reception=tuple(
                text for entry in self._list("reception") if (text := line(entry, "reception", self.notes)) is not None
            ),
        )

    def _line(self, column: str) -> str | None:
        return line(self.values.get(column), column, self.notes)

    def _list(self, column: str) -> list[Any]:
        value = self.values.get(column)
        if value is None:
            return []
        if not isinstance(value, list):
            self.notes.add(Normalisation.PART_UNREADABLE, column, f"{value!r} is no list")
            return []
        return value

    def _objects(self, column: str) -> Iterator[Mapping[str, Any]]:
        for entry in self._list(column):
            if isinstance(entry, dict):
                yield entry
            elif entry is not None:
                self.notes.add(Normalisation.PART_UNREADABLE, column, f"{entry!r} is no object")

    def _name(self) -> str:
        name = self._line("name")
        if name is None:
            raise RowRefused(Refused.NAME_MISSING, "name", "the row has no name")
        if len(name) > facts.LONGEST_NAME:
            raise RowRefused(Refused.NAME_TOO_LONG, "name", f"{len(name)} characters, more than {facts.LONGEST_NAME}")
        return name

    def _agencies(self) -> Iterator[AgencyInRole]:
        """Agencies in a cell execute the procedure, one on each line; agencies as objects state their role."""
        names: list[str] = []
        for cell in self._list("agencies_cell"):
            name = line(cell, "agency", self.notes)
            if name in names:
                self.notes.add(Normalisation.AGENCY_REPEATED, "agency", f"{name!r} is named once")
            elif name is not None and len(name) > facts.LONGEST_AGENCY:
                detail = f"a text of {len(name)} characters is no agency's name: {name}"
                self.notes.add(Normalisation.AGENCY_NO_NAME, "agency", detail)
            elif name is not None:
                names.append(name)
        in_roles = [
            (Role(agency["role"]), self._part(agency, "code", "agencies"), self._part(agency, "name", "agencies"))
            for agency in self._objects("agencies")
        ]
        if not names and not in_roles:
            self.notes.add(Normalisation.AGENCY_ABSENT, "agency", "no agency is named")
        yield from (AgencyInRole(Role.EXECUTES, None, name) for name in names)
        yield from (AgencyInRole(role, code, name) for role, code, name in in_roles if code or name)

    def _part(self, values: Mapping[str, Any], name: str, column: str) -> str | None:
        return line(values.get(name), column, self.notes)

    def _prose(self, values: Mapping[str, Any], name: str, column: str) -> str | None:
        return prose(values.get(name), column, self.notes)

    def _decision_number(self) -> str | None:
        if "decision_number" not in self.values:
            return None
        number, proposed = self._line("decision_number"), self._line("proposal_number")
        if number is None and proposed is not None:
            self.notes.add(
                Normalisation.DECISION_NUMBER_PROPOSED, "decision_number", f"taken from the proposal: {proposed[:60]!r}"
            )
            number = proposed
        return facts.decision_number_of(number, self.notes)

    def _channels(self) -> Iterator[NationalChannel]:
        if "processing_time" not in self.values:
            return
        limits: dict[str, list[NationalTimeLimit]] = {}
        fees: dict[str, list[NationalFee]] = {}
        channels_without_limit = set()
        for entry in self._objects("processing_time"):
            text, note = self._part(entry, "time", "processing_time"), self._prose(entry, "note", "processing_time")
            if (channel := self._channel(entry, "processing_time", text)) is None:
                continue
            if text is None:
                channels_without_limit.add(channel)
            self._add_once(
                limits.setdefault(channel, []),
                None if text is None and note is None else facts.time_limit_of(text or "", note, self.notes),
                Normalisation.TIME_REPEATED,
            )
        for entry in self._objects("fees"):
            fee = self._fee(entry)
            if (channel := self._channel(entry, "fees", None if fee is None else fee.raw)) is None:
                continue
            limits.setdefault(channel, [])
            self._add_once(fees.setdefault(channel, []), fee, Normalisation.FEE_REPEATED)
        self._note_absent_limits(limits, channels_without_limit)
        for channel in facts.CHANNELS.values():
            if channel in limits:
                yield NationalChannel(channel, tuple(limits[channel]), tuple(fees.get(channel, ())))

    def _channel(self, entry: Mapping[str, Any], column: str, text: str | None) -> str | None:
        """The channel of an entry; where it is unknown, the text of the entry is kept as a note."""
        name = self._part(entry, "channel", column)
        if (channel := facts.channel_of(name)) is None:
            self.notes.add(Normalisation.CHANNEL_UNKNOWN, column, f"{name or ''!r} is no channel: {text or ''}")
        return channel

    def _note_absent_limits(
        self, limits: Mapping[str, list[NationalTimeLimit]], channels_without_limit: set[str]
    ) -> None:
        if not any(limits.values()):
            self.notes.add(Normalisation.TIME_ABSENT, "processing_time", "no time limit is stated")
        elif channels_without_limit:
            self.notes.add(
                Normalisation.TIME_ABSENT_ON_CHANNEL,
                "processing_time",
                f"none is stated for {', '.join(sorted(channels_without_limit))}",
            )

    def _add_once(self, kept: list[Any], new: Any, rule: Normalisation) -> None:
        if new is None:
            return
        column = "fees" if rule is Normalisation.FEE_REPEATED else "processing_time"
        if any(_is_equivalent(value, new) for value in kept):
            self.notes.add(rule, column, f"{new.raw!r} is kept once")
        else:
            kept.append(new)

    def _fee(self, values: Mapping[str, Any]) -> NationalFee | None:
        """A fee without an amount is kept if its note says something."""
        currency, raw = self._part(values, "currency", "fees"), self._part(values, "amount_raw", "fees")
        note = self._prose(values, "note", "fees")
        if raw is None and note is None:
            return None
        with_currency = raw or "" if currency in (None, *facts.DONG) else f"{raw or ''} {currency}".strip()
        amount, fee = facts.fee_of(with_currency, note, self.notes)
        limit, limit_note = self._part(values, "time_limit", "fees"), self._prose(values, "time_limit_note", "fees")
        return NationalFee(amount, with_currency, note, limit, limit_note, fee)

    def _papers(self) -> tuple[NationalPapersOfCase, ...]:
        papers_by_case = by_case(
            (prose(paper.get("case"), "components", self.notes), self._paper(paper))
            for paper in self._objects("components")
        )
        return tuple(NationalPapersOfCase(case, papers) for case, papers in papers_by_case)

    def _paper(self, values: Mapping[str, Any]) -> tuple[NationalPaper, ...]:
        """A paper without a name is left out."""
        name = prose(values.get("name"), "components", self.notes)
        if name is None:
            return ()
        originals, copies = (facts.sheets_of(values.get(key), "components", self.notes) for key in ("original", "copy"))
        code, form, url, replaced_by = (
            self._part(values, key, "components") for key in ("code", "form", "form_url", "replaced_by")
        )
        return (NationalPaper(name, code, originals, copies, form, url, replaced_by),)

    def _steps(self) -> tuple[StepsOfCase, ...]:
        cases: list[tuple[str | None, tuple[str, ...]]] = []
        for entry in self._list("steps"):
            case, text = (entry.get("case"), entry.get("text")) if isinstance(entry, dict) else (None, entry)
            if (step := prose(text, "steps", self.notes)) is not None:
                cases.append((prose(case, "steps", self.notes), (step,)))
        return tuple(StepsOfCase(case, steps) for case, steps in by_case(cases))

    def _legal_bases(self) -> Iterator[LegalBasis]:
        for entry in self._list("legal_bases"):
            basis = entry if isinstance(entry, dict) else {"number": entry}
            number, title, body, link = (
                self._part(basis, key, "legal_bases") for key in ("number", "title", "issuing_body", "link")
            )
            issued_on, effective_on = (
                facts.day_of(self._part(basis, key, "legal_bases"), "legal_bases", self.notes)
                for key in ("issued_on", "effective_on")
            )
            if number or title:
                yield LegalBasis(number or "", title or "", issued_on, effective_on, body, link)

    def _results(self) -> Iterator[ProcedureResult]:
        for result in self._objects("results"):
            if (name := prose(result.get("name"), "results", self.notes)) is not None:
                yield ProcedureResult(self._part(result, "code", "results"), name)


def _is_equivalent(first: Any, second: Any) -> bool:
    """Compares parsed time limits or fees by their values, and those that could not be parsed by their text."""
    names = ("amount", "unit", "note", "time_limit", "time_limit_note")
    values, other_values = (tuple(getattr(entry, name, None) for name in names) for entry in (first, second))
    return values == other_values and (first.amount is not None or first.raw == second.raw)
