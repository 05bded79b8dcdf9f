"""From a row as it was read to a record of the national catalogue: mended with notes, or refused with a reason. Pure,
and never guesses."""

from collections.abc import Iterator, Mapping
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
    NationalTime,
)
from procedures.national_catalogue.domain.row_results import Judged, Notes, RawRow, RowRefused
from procedures.national_catalogue.domain.row_rules import Normalisation, Refused
from procedures.national_catalogue.domain.texts import line, prose


def judge(row: RawRow) -> Judged:
    """What becomes of one row by itself. That no other row has its code is for the whole file to see."""
    if row.fault is not None:
        return Judged(row.number, row.line, _raw_code(row), None, (row.fault,))
    notes = Notes()
    try:
        record = _Row(row.given, notes).record()
    except RowRefused as refused:
        return Judged(row.number, row.line, _raw_code(row), None, (refused.note,))
    return Judged(row.number, row.line, record.code, record, notes.all())


def _raw_code(row: RawRow) -> str | None:
    code = row.given.get("code")
    return code.strip()[:60] or None if isinstance(code, str) else None


class _Row:
    """The parts of one row, each by its own rules."""

    def __init__(self, given: Mapping[str, Any], notes: Notes) -> None:
        self.given = given
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
            levels=facts.levels_of(self._line("level"), self.notes) if "level" in self.given else (),
            agencies=tuple(self._agencies()),
            decision_number=self._decision_number(),
            channels=tuple(self._channels()),
            papers=self._papers(),
            steps=self._steps(),
            legal_bases=tuple(self._legal_bases()),
            results=tuple(self._results()),
            audience=tuple(text for one in self._list("audience") if (text := line(one, "audience", self.notes))),
            conditions=prose(self.given.get("conditions"), "conditions", self.notes),
        )

    def _line(self, column: str) -> str | None:
        return line(self.given.get(column), column, self.notes)

    def _list(self, column: str) -> list[Any]:
        given = self.given.get(column)
        if given is None:
            return []
        if not isinstance(given, list):
            raise RowRefused(Refused.ROW_SHAPE, column, f"a list is expected, not {type(given).__name__}")
        return given

    def _objects(self, column: str) -> Iterator[Mapping[str, Any]]:
        for one in self._list(column):
            if not isinstance(one, dict):
                raise RowRefused(Refused.ROW_SHAPE, column, f"objects are expected, not {type(one).__name__}")
            yield one

    def _name(self) -> str:
        name = self._line("name")
        if name is None:
            raise RowRefused(Refused.NAME_MISSING, "name", "the row has no name")
        if len(name) > facts.LONGEST_NAME:
            raise RowRefused(Refused.NAME_TOO_LONG, "name", f"{len(name)} characters, more than {facts.LONGEST_NAME}")
        return name

    def _agencies(self) -> Iterator[AgencyInRole]:
        """Texts are those that execute, several in one cell by line; objects say their role."""
        names: list[str] = []
        for cell in self._list("agencies_cell"):
            name = line(cell, "agency", self.notes)
            if name in names:
                self.notes.add(Normalisation.AGENCY_REPEATED, "agency", f"{name!r} is named once")
            elif name is not None and len(name) > facts.LONGEST_AGENCY:
                self.notes.add(
                    Normalisation.AGENCY_NO_NAME, "agency", f"{len(name)} characters are no agency's name; left out"
                )
            elif name is not None:
                names.append(name)
        in_roles = [
            (Role(one["role"]), self._part(one, "code", "agencies"), self._part(one, "name", "agencies"))
            for one in self._objects("agencies")
        ]
        if not names and not in_roles:
            self.notes.add(Normalisation.AGENCY_ABSENT, "agency", "no agency is named")
        yield from (AgencyInRole(Role.EXECUTES, None, name) for name in names)
        yield from (AgencyInRole(role, code, name) for role, code, name in in_roles if code or name)

    def _part(self, of: Mapping[str, Any], name: str, column: str) -> str | None:
        return line(of.get(name), column, self.notes)

    def _decision_number(self) -> str | None:
        if "decision_number" not in self.given:
            return None
        number, proposed = self._line("decision_number"), self._line("proposal_number")
        if number is None and proposed is not None:
            self.notes.add(
                Normalisation.DECISION_NUMBER_PROPOSED, "decision_number", f"taken from the proposal: {proposed[:60]!r}"
            )
            number = proposed
        return facts.decision_number_of(number, self.notes)

    def _channels(self) -> Iterator[NationalChannel]:
        if "processing_time" not in self.given:
            return
        times: dict[str, list[NationalTime]] = {}
        fees: dict[str, list[NationalFee]] = {}
        silent = set()
        for one in self._objects("processing_time"):
            channel = facts.channel_of(self._part(one, "channel", "processing_time"), "processing_time")
            if (text := self._part(one, "time", "processing_time")) is None:
                silent.add(channel)
            self._once(
                times.setdefault(channel, []),
                None if text is None else facts.time_of(text, self.notes),
                Normalisation.TIME_REPEATED,
            )
        for one in self._objects("fees"):
            channel = facts.channel_of(self._part(one, "channel", "fees"), "fees")
            times.setdefault(channel, [])
            self._once(fees.setdefault(channel, []), self._fee(one), Normalisation.FEE_REPEATED)
        self._note_absent_times(times, silent)
        for channel in facts.CHANNELS.values():
            if channel in times:
                yield NationalChannel(channel, tuple(times[channel]), tuple(fees.get(channel, ())))

    def _note_absent_times(self, times: Mapping[str, list[NationalTime]], silent: set[str]) -> None:
        if not any(times.values()):
            self.notes.add(Normalisation.TIME_ABSENT, "processing_time", "no time limit is stated")
        elif silent:
            self.notes.add(
                Normalisation.TIME_ABSENT_ON_CHANNEL,
                "processing_time",
                f"none is stated for {', '.join(sorted(silent))}",
            )

    def _once(self, kept: list[Any], new: Any, rule: Normalisation) -> None:
        if new is None:
            return
        column = "fees" if rule is Normalisation.FEE_REPEATED else "processing_time"
        if any(_same(one, new) for one in kept):
            self.notes.add(rule, column, f"{new.raw!r} is kept once")
        else:
            kept.append(new)

    def _fee(self, given: Mapping[str, Any]) -> NationalFee | None:
        currency = self._part(given, "currency", "fees")
        if currency not in (None, "VND"):
            raise RowRefused(Refused.CURRENCY_UNKNOWN, "fees", f"{currency[:20]!r} is not VND")
        raw, said = self._part(given, "amount_raw", "fees"), prose(given.get("note"), "fees", self.notes)
        return None if raw is None else facts.fee_of(raw, said, self._part(given, "under", "fees"), self.notes)

    def _papers(self) -> tuple[NationalPapersOfCase, ...]:
        found = by_case(
            (prose(one.get("case"), "components", self.notes), self._paper(one)) for one in self._objects("components")
        )
        return tuple(NationalPapersOfCase(case, papers) for case, papers in found)

    def _paper(self, given: Mapping[str, Any]) -> tuple[NationalPaper, ...]:
        """One without a name says nothing."""
        name = prose(given.get("name"), "components", self.notes)
        if name is None:
            return ()
        originals, copies = (facts.sheets_of(given.get(one), "components", self.notes) for one in ("original", "copy"))
        code, form = (self._part(given, one, "components") for one in ("code", "form"))
        return (NationalPaper(name, code, originals, copies, form),)

    def _steps(self) -> tuple[StepsOfCase, ...]:
        cases: list[tuple[str | None, tuple[str, ...]]] = []
        for one in self._list("steps"):
            case, text = (one.get("case"), one.get("text")) if isinstance(one, dict) else (None, one)
            if (step := prose(text, "steps", self.notes)) is not None:
                cases.append((prose(case, "steps", self.notes), (step,)))
        return tuple(StepsOfCase(case, steps) for case, steps in by_case(cases))

    def _legal_bases(self) -> Iterator[LegalBasis]:
        for one in self._list("legal_bases"):
            number, title = (one.get("number"), one.get("title")) if isinstance(one, dict) else (one, None)
            named = line(number, "legal_bases", self.notes), line(title, "legal_bases", self.notes)
            if named[0] or named[1]:
                yield LegalBasis(named[0] or "", named[1] or "")

    def _results(self) -> Iterator[ProcedureResult]:
        for one in self._objects("results"):
            if (name := prose(one.get("name"), "results", self.notes)) is not None:
                yield ProcedureResult(self._part(one, "code", "results"), name)


def _same(one: Any, other: Any) -> bool:
    """What could be read is compared by what it says, the rest by how it is written."""
    said, other_said = (
        tuple(getattr(each, name, None) for name in ("amount", "unit", "note", "under")) for each in (one, other)
    )
    return said == other_said and (one.amount is not None or one.raw == other.raw)
