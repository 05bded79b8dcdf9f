"""Projects Decisions, their items and the processes that they approve from the events of `procedures` alone."""

from collections.abc import Sequence
from typing import assert_never

from common.contracts.parts import ItemKind
from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionCorrected,
    DecisionPublished,
    ProcedureAmended,
    ProcedureAnnulled,
    ProcedureConfirmed,
    ProcedureCorrected,
    ProcedureDeclaredOnline,
    ProcedureDesignated,
    ProcedureEvent,
    ProcedureIntroduced,
    ProcedureRecoded,
    ProcedureRepealed,
    ProcedureReplaced,
    ProcedureRestored,
    ProcessApproved,
)
from common.contracts.publications import PublicationConfirmed
from common.contracts.reference_data import AgencyRecorded, CalendarDayRecorded, WorkingHoursRecorded
from common.contracts.reviews import ReviewResultRecorded
from common.projection.projections import Projection
from common.projection.tables import Row, Tables
from reporting.read_models.shared.reported_level import reported_level
from reporting.tables import (
    annulled_decision,
    annulled_item,
    approved_process,
    corrected_item,
    decision,
    decision_item,
    decision_topic,
    publication,
    recoded_procedure,
    review_cut,
)

projection = Projection(
    "procedures",
    [
        decision,
        decision_topic,
        decision_item,
        approved_process,
        annulled_item,
        annulled_decision,
        corrected_item,
        publication,
        review_cut,
        recoded_procedure,
    ],
)
# Figures count what a year's Decisions published. Later annulments and corrections are counted separately, from the
# events about the Decision as a whole.
projection.ignores(ProcedureRestored, ProcedureAnnulled, ProcedureCorrected)
projection.ignores(CalendarDayRecorded, WorkingHoursRecorded, AgencyRecorded)  # no figure is made from them
CODES_OF_ITEM = tuple(list(decision_item.c.keys()).index(name) for name in ("procedure_code", "successor_code"))
CODES_OF_PROCESS = (list(approved_process.c.keys()).index("procedure_code"),)
# a rebuild does not decode what no figure is made from
UNUSED_OF_DECISION = ("decision.number", "decision.issuing_body", "decision.signed_on", "decision.title")
projection.skips_fields(ProcedureEvent, "periods", "field.name", *UNUSED_OF_DECISION)
projection.skips_fields(ReviewResultRecorded, "ground", "agencies")
projection.skips_fields(PublicationConfirmed, "decision", "article", "agency.name")
projection.skips_fields(ProcessApproved, "steps", "channel", "case", *UNUSED_OF_DECISION)


@projection.on(
    ProcedureIntroduced,
    ProcedureAmended,
    ProcedureReplaced,
    ProcedureRepealed,
    ProcedureDeclaredOnline,
    ProcedureDesignated,
    ProcedureConfirmed,
)
async def count_items(events: Sequence[ProcedureEvent], tables: Tables) -> None:
    """A replacement by another code is published as two events with one item number: the event of the replaced
    procedure counts."""
    await tables.put(decision_item, [item_row(event) for event in events if not is_successor(event)])


def is_successor(event: ProcedureEvent) -> bool:
    """Returns whether the event only states that the successor of a replacement begins."""
    if not isinstance(event, ProcedureIntroduced):
        return False
    match event.item.kind:
        case ItemKind.REPLACE:
            return True
        case (
            ItemKind.INTRODUCE
            | ItemKind.AMEND
            | ItemKind.REPEAL
            | ItemKind.DECLARE_ONLINE
            | ItemKind.STANDARDISE
            | ItemKind.CONFIRM
            | ItemKind.DESIGNATE
        ):
            return False
        case _:
            assert_never(event.item.kind)


def item_row(event: ProcedureEvent) -> Row:
    return (
        event.decision.id,
        event.item.number,
        event.item.kind.value,
        event.procedure_code,
        event.successor_code if isinstance(event, ProcedureReplaced) else None,
        event.name,
        event.agency.code,
        event.agency.name,
        event.field.code,
        reported_level(event.levels),
        event.effective_on,
        isinstance(event, ProcedureAmended | ProcedureReplaced | ProcedureRepealed) and event.predecessor_unrecorded,
    )


@projection.on(ProcedureRecoded)
async def move_rows(events: Sequence[ProcedureRecoded], tables: Tables) -> None:
    """What was published under the provisional code is counted under the procedure's own one. Dossiers, and results of
    reviews, keep the code of their time: queries that need both find the one of today."""
    await tables.put(recoded_procedure, [(event.former_code, event.to, event.recorded_at) for event in events])
    for event in events:
        items = await tables.get(decision_item, [(item.decision_id, item.number) for item in event.items])
        await tables.put(decision_item, [_recoded(row, CODES_OF_ITEM, event) for row in items.values()])
        keys = [(process.decision_id, process.process_code) for process in event.processes]
        processes = await tables.get(approved_process, keys)
        await tables.put(approved_process, [_recoded(row, CODES_OF_PROCESS, event) for row in processes.values()])


def _recoded(row: Row, columns: Sequence[int], event: ProcedureRecoded) -> Row:
    return tuple(
        event.to if index in columns and value == event.former_code else value for index, value in enumerate(row)
    )


@projection.on(ProcessApproved)
async def count_processes(events: Sequence[ProcessApproved], tables: Tables) -> None:
    await tables.put(
        approved_process,
        [
            (
                event.decision.id,
                event.process_code,
                event.procedure_code,
                event.name,
                event.inter_agency,
                event.agency.code,
            )
            for event in events
        ],
    )


@projection.on(DecisionPublished)
async def count_decisions(events: Sequence[DecisionPublished], tables: Tables) -> None:
    await tables.put(
        decision,
        [
            (
                event.decision_id,
                event.decision.number,
                event.decision.issuing_body,
                event.decision.title,
                event.decision.signed_on,
                event.published_on,
                event.agency.code,
                event.agency.name,
                event.back_entered,
                event.late,
                event.recorded_at,
            )
            for event in events
        ],
    )
    topics = {event.decision_id: event.topics for event in events}
    await tables.replace(
        decision_topic,
        {(id,): [(id, topic) for topic in sorted(set(names))] for id, names in topics.items()},
    )


@projection.on(DecisionAnnulled)
async def count_annulled(events: Sequence[DecisionAnnulled], tables: Tables) -> None:
    """An item is annulled at most once; a Decision is annulled as a whole, with the processes that it approved."""
    await tables.put(
        annulled_item,
        [
            (event.decision_id, item.number, event.effective_from, event.instrument.id, event.recorded_at)
            for event in events
            for item in event.items
        ],
    )
    await tables.put(
        annulled_decision,
        [
            (event.decision_id, event.effective_from, event.instrument.id, event.recorded_at)
            for event in events
            if event.entire_decision
        ],
    )


@projection.on(DecisionCorrected)
async def count_corrected_items(events: Sequence[DecisionCorrected], tables: Tables) -> None:
    await tables.put(
        corrected_item,
        [
            (event.decision_id, item.number, event.instrument.id, event.recorded_at)
            for event in events
            for item in event.items
        ],
    )


@projection.on(PublicationConfirmed)
async def count_publications(events: Sequence[PublicationConfirmed], tables: Tables) -> None:
    await tables.put(
        publication,
        [
            (
                event.decision_id,
                "" if event.instrument is None else event.instrument.id,
                event.channel,
                event.agency.code,
                event.shown_on,
                event.due_on,
                timeliness_of(event),
                event.how.value,
                event.recorded_at,
            )
            for event in events
        ],
    )


def timeliness_of(event: PublicationConfirmed) -> str:
    """A publication is on time until the end of the day on which it is due."""
    if event.due_on is None:
        return "without_deadline"
    return "on_time" if event.shown_on <= event.due_on else "late"


@projection.on(ReviewResultRecorded)
async def keep_cuts(events: Sequence[ReviewResultRecorded], tables: Tables) -> None:
    """What was cut of each procedure, by measure and unit. A later result of a round is kept beside the earlier ones:
    the highest number applies."""
    await tables.put(
        review_cut,
        [
            (
                event.round.id,
                event.result,
                event.procedure_code,
                cut.measure,
                cut.unit or "",
                cut.numerator,
                cut.denominator,
                cut.not_comparable,
                event.round.name,
                event.compared_on,
                event.gone,
                event.recorded_at,
            )
            for event in events
            for cut in event.cuts
        ],
    )
