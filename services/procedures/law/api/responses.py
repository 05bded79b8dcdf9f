"""The procedures of the catalogue, their versions, and their chains."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel
from sqlalchemy import Row

from common.http.cache.sql_json import FromColumns, RowModel
from procedures.law.api.content_responses import ContentOut
from procedures.law.queries.procedure_chain import ChainLink, KnownPeriod
from procedures.law.queries.procedure_versions import ListedVersion
from procedures.shared.api.responses import (
    DOCUMENT,
    DecisionRefOut,
    InstrumentOut,
    LegalDocumentOut,
    MinistryPublicationOut,
    Named,
    PeriodOut,
    RelatedDecisionOut,
    instrument_of,
)


class ProcedureOut(RowModel):
    """A procedure as it is in force on the requested day, with the Decision that put this version in force."""

    code: str
    name: str
    agency: Annotated[Named, FromColumns("agency_")]
    field: Annotated[Named, FromColumns("field_")]
    levels: list[str]
    population_fields: list[str]
    period: Annotated[PeriodOut, FromColumns()]
    decision: Annotated[DecisionRefOut, FromColumns("decision_")]


class ProcedureDetail(ProcedureOut):
    content: ContentOut


class VersionOut(BaseModel):
    """`periods` are those in which the version is in force, none if it is not in force at any time; `period` is the
    last of them. `correction` is the instrument that corrected the content of the item. `annulled_from` is the day from
    which the annulment of the item applies."""

    number: int
    name: str
    agency: Named
    field: Named
    levels: list[str]
    population_fields: list[str]
    period: PeriodOut | None
    periods: list[PeriodOut]
    decision: DecisionRefOut
    item: int
    correction: InstrumentOut | None
    annulled_from: date | None
    content: ContentOut

    @classmethod
    def of(cls, version: ListedVersion) -> Self:
        row = version.row
        periods = [PeriodOut.model_validate(period, from_attributes=True) for period in version.periods]
        return cls(
            number=row.version,
            name=row.name,
            agency=Named(code=row.agency_code, name=row.agency_name),
            field=Named(code=row.field_code, name=row.field_name),
            levels=row.levels,
            population_fields=row.population_fields,
            period=periods[-1] if periods else None,
            periods=periods,
            decision=DecisionRefOut.of_row(row),
            item=row.item_number,
            correction=None
            if row.correction_id is None
            else InstrumentOut(**instrument_of(_prefixed(row, "correction_"))),
            annulled_from=row.annulled_from,
            content=row.content,
        )


class Versions(BaseModel):
    """All versions, in the order of their numbers."""

    code: str
    items: list[VersionOut]


Texts = list[str]
Periods = list[PeriodOut]
RelatedDecisions = list[RelatedDecisionOut]


class LinkOut(BaseModel):
    """What one act did to the procedure. `act` is publication, annulment or correction; an annulment or a correction
    rectifies the item of the Decision by its own `instrument`. `recorded_at` is when this system recorded the act. For
    an annulment, `effective_on` is the stated day; for a correction, it is the corrected day, and
    `previous_effective_on` is the day that applied before.

    `opened` are the periods that the act made known, `closed` those that no longer apply since then; `cancelled` are
    the closed periods whose version will not be in force at any time. `predecessor_code` is set where the procedure was
    introduced as a successor. `computed_changed_parts` are the parts that this system computed on publication, where
    the Decision does not state which ones it changes. `predecessor_unrecorded` means that the recorded history begins
    here: the procedure existed before, but no earlier version of it is recorded. `list`, `section` and `list_number`
    are the heading of the list in which the Decision prints the item, the heading within the list, and the number
    there, as written.
    """

    act: str
    decision: DecisionRefOut
    published_on: date
    recorded_at: datetime
    back_entered: bool
    late: bool
    item: int
    kind: str
    list: str | None
    section: str | None
    list_number: str | None
    effective_on: date
    legal_document: LegalDocumentOut | None
    successor_code: str | None
    predecessor_code: str | None
    online_level: str | None
    changed_parts: Texts | None
    computed_changed_parts: Texts | None
    predecessor_unrecorded: bool
    designation: str | None
    published_as: str | None
    ministry_publication: MinistryPublicationOut | None
    instrument: InstrumentOut | None
    previous_effective_on: date | None
    corrected_parts: Texts | None
    opened: Periods
    closed: Periods
    cancelled: Periods
    replaces_lists_of: RelatedDecisions
    lists_replaced_by: RelatedDecisions

    @classmethod
    def of_link(cls, code: str, link: ChainLink) -> Self:
        act = link.act
        as_successor = act.procedure_code != code
        is_rectification = act.act != "publication"
        return cls(
            act=act.act,
            decision=DecisionRefOut.of_row(act),
            published_on=act.published_on,
            recorded_at=act.recorded_at,
            back_entered=act.back_entered,
            late=not is_rectification and act.effective_on < act.decision_signed_on,
            item=act.item_number,
            kind=act.kind,
            list=act.list,
            section=act.section,
            list_number=act.list_number,
            effective_on=act.effective_on,
            legal_document=None if is_rectification else _document(act),
            successor_code=None if as_successor else act.successor_code,
            predecessor_code=act.procedure_code if as_successor else None,
            online_level=act.online_level,
            changed_parts=act.changed_parts,
            computed_changed_parts=None if is_rectification else act.computed_parts,
            predecessor_unrecorded=act.predecessor_unrecorded and not as_successor,
            designation=act.designation,
            published_as=act.published_as,
            ministry_publication=MinistryPublicationOut.of(
                act.ministry_publication_code, act.ministry_publication_decision_number
            ),
            instrument=InstrumentOut(**instrument_of(_prefixed(act, "instrument_"))) if is_rectification else None,
            previous_effective_on=act.previous_effective_on if is_rectification else None,
            corrected_parts=act.corrected_parts if is_rectification else None,
            opened=_periods(link.opened),
            closed=_periods(link.closed),
            cancelled=_periods(link.cancelled),
            replaces_lists_of=[RelatedDecisionOut.of_row(row) for row in link.replaces_lists_of],
            lists_replaced_by=[RelatedDecisionOut.of_row(row) for row in link.lists_replaced_by],
        )


class CodeGivenOut(BaseModel):
    """The act by which the procedure got its code in place of the provisional one: `number` to `title` are those of the
    document that states the code."""

    former_code: str
    number: str
    issuing_body: str
    signed_on: date
    title: str
    recorded_at: datetime

    @classmethod
    def of_row(cls, row: Row[Any] | None) -> Self | None:
        return None if row is None else cls(**{name: getattr(row, name) for name in cls.model_fields})


class Chain(BaseModel):
    """All acts, in the order in which this system recorded them, not in that of their effective dates. `code_given` is
    null for a procedure that always had its code."""

    code: str
    code_given: CodeGivenOut | None
    items: list[LinkOut]


def _prefixed(row: Row[Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in row._asdict().items() if name.startswith(prefix)}


def _document(row: Row[Any]) -> LegalDocumentOut | None:
    if row.document_number is None:
        return None
    return LegalDocumentOut(**{name: getattr(row, f"document_{name}") for name in DOCUMENT})


def _periods(periods: Sequence[KnownPeriod]) -> list[PeriodOut]:
    return [PeriodOut.model_validate(period, from_attributes=True) for period in periods]
