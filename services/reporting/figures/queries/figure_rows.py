"""The rows that each figure of the catalogue counts. The figure is the sum of their amounts, and the same rows are its
evidence, so that the two cannot differ.

All rows have the columns of `COLUMNS`; `id` is unique among the rows of a figure. The parameters are those of
`row_parameters`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.domain.in_force_figures import (
    COMING_INTO_FORCE,
    GOING_OUT_OF_FORCE,
    InForceCause,
    InForceFigure,
)
from reporting.figures.domain.publication_figures import TIMELINESS
from reporting.figures.domain.record_figures import RECORD_FIGURES, RecordFigure
from reporting.figures.queries.decisions_in_period import DECISIONS_OF_PERIOD, OPENING, recorded_by_then
from reporting.figures.queries.dossier_conditions import CONDITIONS, IN_PERIOD
from reporting.figures.queries.essential_services import ESSENTIAL_SERVICES
from reporting.figures.queries.in_force_rows import LAW_AS_KNOWN, LAW_NOW, LawRows, ends, in_force_on, starts
from reporting.figures.queries.known_dossiers import KNOWN_CONDITIONS, KNOWN_DAY, KNOWN_DOSSIERS
from reporting.figures.queries.known_levels import KNOWN_LEVELS
from reporting.records.queries.applicable_records import APPLICABLE_RECORDS
from reporting.shared.domain.periods import Period


class EvidenceKind(StrEnum):
    """What a row of evidence is. `lookups` is a cell of look-ups of one day, agency, procedure and outcome,
    `field` one of the population database."""

    DECISION = "decision"
    AGENCY = "agency"
    ITEM = "item"
    PROCEDURE = "procedure"
    PROCESS = "process"
    ONLINE_SERVICE = "online_service"
    DOSSIER = "dossier"
    PUBLICATION = "publication"
    LOOKUPS = "lookups"
    FIELD = "field"
    RECORD = "record"
    VALUE = "value"


COLUMNS = (
    "id",
    "agency",
    "level",
    "field",
    "commune",
    "channel",
    "amount",
    "estimated",
    "document",
    "name",
    "procedure_code",
    "day",
)


@dataclass(frozen=True, slots=True)
class FigureRows:
    """`known_sql` is the statement with a moment `:known_on`, where it reads other tables than `sql`."""

    kind: EvidenceKind
    sql: str
    known_sql: str | None = None

    def statement(self, *, as_known: bool) -> str:
        return self.known_sql if as_known and self.known_sql is not None else self.sql


def row_parameters(period: Period, known_on: datetime | None = None) -> dict[str, date | datetime | str | None]:
    return {
        "first": period.first,
        "last": period.last,
        "day": period.last,
        "opening": OPENING,
        "known_on": known_on,
    }


def _columns(**expressions: str) -> str:
    """The columns in their order; what is not given is null, and an amount is one."""
    usual = {"amount": "1::numeric", "estimated": "false", "day": "NULL::date"}
    given = {column: expressions.get(column, usual.get(column, "NULL::text")) for column in COLUMNS}
    assert not expressions.keys() - given.keys()  # noqa: S101 - a column that is not one of them
    return ", ".join(f"{expression} AS {column}" for column, expression in given.items())


def _decisions(condition: str) -> FigureRows:
    columns = _columns(
        id="d.decision_id", agency="d.agency_code", document="d.number", name="d.title", day="d.signed_on"
    )
    return FigureRows(
        EvidenceKind.DECISION,
        f"WITH {DECISIONS_OF_PERIOD} SELECT {columns} FROM period_decision d"  # noqa: S608 - constants only
        f" WHERE {condition}",
    )


def _on_topic(topic: str) -> str:
    return (
        f"EXISTS (SELECT FROM projected.decision_topic t WHERE t.decision_id = d.decision_id AND t.topic = '{topic}')"
    )


def _agencies(condition: str) -> FigureRows:
    """One row for each agency, with the first Decision on its matters."""
    columns = _columns(
        id="d.agency_code", agency="d.agency_code", document="d.number", name="d.agency_name", day="d.signed_on"
    )
    return FigureRows(
        EvidenceKind.AGENCY,
        f"WITH {DECISIONS_OF_PERIOD} SELECT DISTINCT ON (d.agency_code) {columns}"  # noqa: S608 - constants only
        f" FROM period_decision d WHERE {condition} ORDER BY d.agency_code, d.signed_on, d.decision_id",
    )


def _items(condition: str) -> FigureRows:
    columns = _columns(
        id="d.decision_id || '/' || lpad(i.item_number::text, 5, '0')",
        agency="d.agency_code",
        level="i.level",
        field="i.field_code",
        document="d.number",
        name="i.name",
        procedure_code="i.procedure_code",
        day="d.signed_on",
    )
    return FigureRows(
        EvidenceKind.ITEM,
        f"WITH {DECISIONS_OF_PERIOD} SELECT {columns} FROM period_decision d"  # noqa: S608 - constants only
        f" JOIN projected.decision_item i USING (decision_id) WHERE {condition}",
    )


def _of_item(table: str) -> str:
    return (
        f"EXISTS (SELECT FROM projected.{table} x"
        f" WHERE x.decision_id = i.decision_id AND x.item_number = i.item_number AND {recorded_by_then('x')})"
    )


def _processes(condition: str) -> FigureRows:
    columns = _columns(
        id="d.decision_id || '/' || p.process_code",
        agency="d.agency_code",
        document="d.number",
        name="p.name",
        procedure_code="p.procedure_code",
        day="d.signed_on",
    )
    return FigureRows(
        EvidenceKind.PROCESS,
        f"WITH {DECISIONS_OF_PERIOD} SELECT {columns} FROM period_decision d"  # noqa: S608 - constants only
        f" JOIN projected.approved_process p USING (decision_id) WHERE {condition}",
    )


def _essential_services() -> FigureRows:
    columns = _columns(
        id="s.procedure_code", document="s.number", name="s.name", procedure_code="s.procedure_code", day="s.signed_on"
    )
    return FigureRows(
        EvidenceKind.PROCEDURE,
        f"SELECT {columns} FROM ({ESSENTIAL_SERVICES}) s",  # noqa: S608 - constants only
    )


def _publications(timeliness: str | None) -> FigureRows:
    condition = "true" if timeliness is None else f"p.timeliness = '{timeliness}'"
    columns = _columns(
        id="concat_ws('/', p.decision_id, p.instrument_id, p.channel)",
        agency="p.agency_code",
        channel="p.channel",
        document="d.number",
        name="p.channel",
        day="p.shown_on",
    )
    return FigureRows(
        EvidenceKind.PUBLICATION,
        f"SELECT {columns} FROM projected.publication p"  # noqa: S608 - constants only
        " LEFT JOIN projected.decision d ON d.decision_id = p.decision_id"
        " WHERE p.shown_on BETWEEN CAST(:first AS date) AND CAST(:last AS date)"
        f" AND {recorded_by_then('p')} AND {condition}",
    )


def _in_force(day: str) -> FigureRows:
    return _of_law(
        lambda law: f"({in_force_on(day, law)}) p", "p.procedure_code", "p.decision_number", "p.effective_from"
    )


def _in_force_changes(changes: Callable[[LawRows], str], cause: InForceCause) -> FigureRows:
    return _of_law(
        lambda law: f"({changes(law)}) p WHERE p.cause = '{cause.value}'",
        "concat_ws('/', p.procedure_code, p.day)",
        "p.document",
        "p.day",
    )


def _of_law(rows: Callable[[LawRows], str], id: str, document: str, day: str) -> FigureRows:
    columns = _columns(
        id=id,
        agency="p.agency_code",
        level="p.level",
        field="p.field_code",
        document=document,
        name="p.name",
        procedure_code="p.procedure_code",
        day=day,
    )
    now, as_known = (f"SELECT {columns} FROM {rows(law)}" for law in (LAW_NOW, LAW_AS_KNOWN))  # noqa: S608 - constants only
    return FigureRows(EvidenceKind.PROCEDURE, now, as_known)


def _latest_decision(condition: str) -> str:
    """The last Decision about the procedure of an online service by the end of the period."""
    return f"""
        (SELECT d.number FROM projected.decision_item i JOIN projected.decision d USING (decision_id)
         WHERE i.procedure_code = o.procedure_code AND d.signed_on <= CAST(:last AS date){condition}
         ORDER BY d.signed_on DESC, d.decision_id DESC LIMIT 1)
    """  # noqa: S608 - constants only


def _online_services(levels: str) -> FigureRows:
    def rows(tables: str, table: str, of_decision: str) -> str:
        columns = _columns(
            id="o.service_id",
            agency="o.agency_code",
            level="o.administrative_level",
            document=_latest_decision(of_decision),
            name="o.agency_name",
            procedure_code="o.procedure_code",
            day="o.effective_from",
        )
        return (
            f"{tables} SELECT {columns} FROM {table} o WHERE o.level IN ({levels})"  # noqa: S608 - constants only
            " AND o.effective_from <= CAST(:last AS date)"
            " AND (o.effective_to IS NULL OR o.effective_to > CAST(:last AS date))"
        )

    as_known = rows(f"WITH {KNOWN_LEVELS}", "known_level", f" AND {recorded_by_then('d')}")
    return FigureRows(EvidenceKind.ONLINE_SERVICE, rows("", "projected.online_level", ""), as_known)


COUNTED_BY_END = {figure for figure, condition in CONDITIONS.items() if f"ended_on {IN_PERIOD}" in condition}
"""The figures about dossiers that ended in the period: the others count those that were received until its end."""


def _dossiers(figure: DossierFigure) -> FigureRows:
    columns = _columns(
        id="dossier_id",
        agency="deciding_agency",
        document="coalesce(number, dossier_id)",
        procedure_code="procedure_code",
        day="ended_on" if figure in COUNTED_BY_END else "received_on",
    )
    now = f"SELECT {columns} FROM projected.dossier WHERE {CONDITIONS[figure]}"  # noqa: S608 - constants only
    as_known = f"WITH {KNOWN_DOSSIERS} SELECT {columns} FROM known_dossier WHERE {KNOWN_CONDITIONS[figure]}"  # noqa: S608 - constants only
    return FigureRows(EvidenceKind.DOSSIER, now, as_known)


RECORDED_BY_THEN = f"(CAST(:known_on AS timestamptz) IS NULL OR l.recorded_on <= {KNOWN_DAY})"


def _lookups(condition: str) -> FigureRows:
    """Cells of look-ups. `known_on` is by whole days: a cell states on which day its look-ups were recorded."""
    columns = _columns(
        id="concat_ws('/', l.day, l.agency_code, l.procedure_code, l.outcome, l.recorded_on)",
        agency="l.agency_code",
        amount="l.lookups::numeric",
        name="l.outcome",
        procedure_code="l.procedure_code",
        day="l.day",
    )
    return FigureRows(
        EvidenceKind.LOOKUPS,
        f"SELECT {columns} FROM projected.lookup_count l"  # noqa: S608 - constants only
        f" WHERE l.day BETWEEN CAST(:first AS date) AND CAST(:last AS date) AND {condition} AND {RECORDED_BY_THEN}",
    )


def _lookup_fields() -> FigureRows:
    """One row for each field, with the first day on which a look-up disclosed it."""
    columns = _columns(id="l.field", name="l.field", day="min(l.day)")
    return FigureRows(
        EvidenceKind.FIELD,
        f"SELECT {columns} FROM projected.lookup_field_count l"  # noqa: S608 - constants only
        f" WHERE l.day BETWEEN CAST(:first AS date) AND CAST(:last AS date) AND {RECORDED_BY_THEN} GROUP BY l.field",
    )


def _records(figure: RecordFigure) -> FigureRows:
    """A task belongs to the agency that carries it out."""
    attribute = figure.attribute
    columns = _columns(
        id="r.code",
        agency="coalesce(r.attributes ->> 'owner', r.agency_code)",
        level="r.attributes ->> 'level'",
        amount="1::numeric" if attribute is None else f"(r.attributes ->> '{attribute}')::numeric",
        estimated="false" if attribute is None else "coalesce((r.attributes ->> 'estimated')::boolean, false)",
        document="r.source_document",
        name="r.name",
        day="r.valid_from",
    )
    progress = "" if figure.progress is None else f" AND r.attributes ->> 'progress' = '{figure.progress.value}'"
    level = "" if figure.level is None else f" AND r.attributes ->> 'level' = '{figure.level.value}'"
    return FigureRows(
        EvidenceKind.RECORD,
        f"WITH {APPLICABLE_RECORDS} SELECT {columns} FROM applicable r"  # noqa: S608 - constants only
        f" WHERE r.kind = '{figure.kind.value}' AND (r.valid_to IS NULL OR r.valid_to > CAST(:day AS date))"
        f"{progress}{level}",
    )


PUBLISHED_KINDS = "'introduce', 'amend', 'replace', 'repeal'"
DECLARED = "i.kind = 'declare_online'"
COMPLETED = "l.outcome IN ('matched', 'not_matched')"
ROWS: Mapping[str, FigureRows] = {
    "decisions": _decisions("true"),
    "late_decisions": _decisions("d.late"),
    "household_book_decisions": _decisions(_on_topic("household_book")),
    "essential_decisions": _decisions(_on_topic("essential_services")),
    "declaring_decisions": _decisions(_on_topic("online_declaration")),
    "agencies": _agencies("true"),
    "declaring_agencies": _agencies(
        "EXISTS (SELECT FROM projected.decision_item i"
        " WHERE i.decision_id = d.decision_id AND i.kind = 'declare_online')"
    ),
    "procedures": _items(f"i.kind IN ({PUBLISHED_KINDS})"),
    "introduced": _items("i.kind = 'introduce'"),
    "changed": _items("i.kind IN ('amend', 'replace')"),
    "repealed": _items("i.kind = 'repeal'"),
    "standardised": _items("i.kind = 'standardise'"),
    "designated": _items("i.kind = 'designate'"),
    "confirmed": _items("i.kind = 'confirm'"),
    "declared_online": _items(DECLARED),
    **{
        f"declared_{level}": _items(f"{DECLARED} AND i.level = '{level}'")
        for level in ("ministry", "province", "district", "commune", "other")
    },
    "unrecorded_predecessors": _items("i.predecessor_unrecorded"),
    "annulled_items": _items(_of_item("annulled_item")),
    "corrected_items": _items(_of_item("corrected_item")),
    "essential_services": _essential_services(),
    **{figure.value: _publications(timeliness) for figure, timeliness in TIMELINESS.items()},
    InForceFigure.OPENING.value: _in_force("CAST(:first AS date) - 1"),
    **{figure.value: _in_force_changes(starts, cause) for figure, cause in COMING_INTO_FORCE},
    **{figure.value: _in_force_changes(ends, cause) for figure, cause in GOING_OUT_OF_FORCE},
    InForceFigure.IN_FORCE.value: _in_force("CAST(:last AS date)"),
    "processes": _processes("true"),
    "inter_agency_processes": _processes("p.inter_agency"),
    "annulled_processes": _processes(
        "EXISTS (SELECT FROM projected.annulled_decision x"
        f" WHERE x.decision_id = d.decision_id AND {recorded_by_then('x')})"
    ),
    "online": _online_services("'full', 'partial'"),
    "online_full": _online_services("'full'"),
    "online_partial": _online_services("'partial'"),
    "lookups_answered": _lookups(COMPLETED),
    "lookups_refused": _lookups(f"NOT {COMPLETED}"),
    "lookup_fields": _lookup_fields(),
    **{figure.value: _dossiers(figure) for figure in DossierFigure},
    **{figure.key: _records(figure) for figure in RECORD_FIGURES},
}
"""Of every key of the catalogue that is no share."""
