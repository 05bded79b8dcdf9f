"""Events of the other services, as tests of the report need them: whole Decisions, online services and look-ups."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from common.contracts.event import Event
from common.contracts.online_services import LevelPeriod, OnlineServiceEvent, OnlineServiceRegistered
from common.contracts.parts import (
    AgencyRef,
    DecisionRef,
    FieldRef,
    InForce,
    ItemKind,
    ItemRef,
    Level,
    OnlineLevel,
    PopulationField,
)
from common.contracts.population_lookup import LookupAnswered, LookupRefused
from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionCorrected,
    DecisionPublished,
    DecisionRectified,
    InstrumentRef,
    ItemCount,
    ProcedureAmended,
    ProcedureConfirmed,
    ProcedureDeclaredOnline,
    ProcedureDesignated,
    ProcedureEvent,
    ProcedureIntroduced,
    ProcedureRepealed,
    ProcedureReplaced,
    ProcessApproved,
)
from common.contracts.publications import Confirmation, PublicationConfirmed
from common.contracts.reviews import MeasuredCut, ReviewResultRecorded, ReviewRoundRef

NAMES = {"H60.01": "Sở Nội vụ", "H60.02": "Sở Tư pháp", "H60.03": "Sở Xây dựng"}
TYPES: dict[ItemKind, type[ProcedureEvent]] = {
    ItemKind.INTRODUCE: ProcedureIntroduced,
    ItemKind.AMEND: ProcedureAmended,
    ItemKind.REPLACE: ProcedureReplaced,
    ItemKind.REPEAL: ProcedureRepealed,
    ItemKind.DECLARE_ONLINE: ProcedureDeclaredOnline,
    ItemKind.STANDARDISE: ProcedureAmended,
    ItemKind.DESIGNATE: ProcedureDesignated,
    ItemKind.CONFIRM: ProcedureConfirmed,
}
Line = tuple[str, str] | tuple[str, str, str]
"""Kind, code, and the successor's code where there is one."""


def agency(code: str) -> AgencyRef:
    return AgencyRef(code=code, name=NAMES[code])


def reference(number: int, signed_on: date) -> DecisionRef:
    id = str(uuid5(NAMESPACE_URL, f"{number}/{signed_on.year}"))
    return DecisionRef(
        id=id, number=f"{number}/QĐ-UBND", issuing_body="H60", signed_on=signed_on, title=f"Quyết định {number}"
    )


def decision(
    number: int,
    signed_on: date,
    *lines: Line,
    of: str = "H60.02",
    topics: Sequence[str] = (),
    processes: Sequence[bool] = (),
    levels: Sequence[Level] = (Level.PROVINCE,),
    late: bool = False,
) -> list[Event]:
    """The events of one Decision in the order in which `procedures` emits them. `processes` states for each process
    whether it is inter-agency."""
    ref = reference(number, signed_on)
    items = [event for place, line in enumerate(lines, 1) for event in _item(place, line, ref, of, levels)]
    approved = [
        _process(f"QT.{number}.{place}", ref, of, inter_agency) for place, inter_agency in enumerate(processes, 1)
    ]
    counts = {kind: sum(line[0] == kind for line in lines) for kind in ItemKind}
    published = DecisionPublished(
        decision_id=ref.id,
        decision=ref,
        agency=agency(of),
        topics=tuple(topics),
        processes=len(processes),
        items=tuple(ItemCount(kind=kind, count=count) for kind, count in counts.items() if count),
        published_on=signed_on,
        recorded_at=datetime(2026, 11, 23, tzinfo=UTC),
        back_entered=True,
        late=late,
        first_sequence=1,
    )
    return [*items, *approved, published]


def annulled(events: Sequence[Event], *items: int, entire_decision: bool = False) -> DecisionAnnulled:
    """The last event of an annulment of what `decision` published; the report does not use the resulting periods."""
    return DecisionAnnulled(
        **_about(events, "annulment", items), effective_from=date(2023, 7, 1), entire_decision=entire_decision
    )


def corrected(events: Sequence[Event], *items: int, by: str = "correction") -> DecisionCorrected:
    return DecisionCorrected(**_about(events, by, items))


def shown(
    events: Sequence[Event], on: date, due_on: date | None = None, by: DecisionRectified | None = None
) -> PublicationConfirmed:
    """That the national database shows what `decision` published, or the rectification of it."""
    published = events[-1]
    assert isinstance(published, DecisionPublished)
    return PublicationConfirmed(
        decision_id=published.decision_id,
        decision=published.decision,
        agency=published.agency,
        instrument=None if by is None else by.instrument,
        channel="national_database",
        due_on=due_on,
        article=None if due_on is None else "24(2)",
        shown_on=on,
        how=Confirmation.CONFIRMED,
        recorded_at=datetime(2026, 11, 25, tzinfo=UTC),
    )


def _about(events: Sequence[Event], by: str, items: Sequence[int]) -> dict[str, Any]:
    published = events[-1]
    assert isinstance(published, DecisionPublished)
    kinds = {event.item.number: event.item for event in events if isinstance(event, ProcedureEvent)}
    id = str(uuid5(NAMESPACE_URL, f"{by}/{published.decision_id}"))
    instrument = InstrumentRef(
        id=id, number="9/QĐ-UBND", issuing_body="H60", signed_on=date(2023, 6, 20), title="Hủy bỏ"
    )
    return {
        "decision_id": published.decision_id,
        "decision": published.decision,
        "agency": published.agency,
        "instrument": instrument,
        "legal_document_number": "63/2010/NĐ-CP",
        "reason": "sai",
        "items": tuple(kinds[number] for number in items),
        "recorded_at": datetime(2026, 11, 24, tzinfo=UTC),
        "first_sequence": 1,
    }


def _item(number: int, line: Line, ref: DecisionRef, of: str, levels: Sequence[Level]) -> list[Event]:
    kind, code, successor = ItemKind(line[0]), line[1], line[2] if len(line) > 2 else None
    common: dict[str, Any] = {
        "agency": agency(of),
        "field": FieldRef(code="G15-TP110", name="Hộ tịch"),
        "levels": tuple(levels),
        "decision": ref,
        "item": ItemRef(number=number, kind=kind),
        "effective_on": ref.signed_on,
        "periods": (_period(code, ref, levels),) if kind is not ItemKind.REPEAL and successor is None else (),
    }
    more: dict[str, Any] = {}
    if kind is ItemKind.REPLACE:
        more["successor_code"] = successor
    if kind is ItemKind.DECLARE_ONLINE:
        more["online_level"] = OnlineLevel.FULL
    if kind is ItemKind.DESIGNATE:
        more["designation"] = "postal"
    events: list[Event] = [TYPES[kind](procedure_code=code, name=f"Thủ tục {code}", **common, **more)]
    if successor is not None:
        events.append(ProcedureIntroduced(procedure_code=successor, name=f"Thủ tục {successor}", **common))
    return events


def _period(code: str, ref: DecisionRef, levels: Sequence[Level]) -> InForce:
    return InForce(
        effective_from=ref.signed_on,
        effective_to=None,
        version=1,
        name=f"Thủ tục {code}",
        levels=tuple(levels),
        population_fields=(),
        decision=ref,
    )


def _process(code: str, ref: DecisionRef, of: str, inter_agency: bool) -> ProcessApproved:
    return ProcessApproved(
        process_code=code,
        name=f"Quy trình {code}",
        procedure_code="1.000001",
        inter_agency=inter_agency,
        agency=agency(of),
        steps=(),
        decision=ref,
    )


def service(
    id: str,
    *levels: tuple[str, str, str | None],
    of: str = "H60.02",
    handled_at: Sequence[Level] = (Level.PROVINCE,),
    review: bool = False,
    type: type[OnlineServiceEvent] = OnlineServiceRegistered,
) -> OnlineServiceEvent:
    """An event of an online service; each level is (full or partial, from, to)."""
    periods = tuple(
        LevelPeriod(
            effective_from=date.fromisoformat(start),
            effective_to=date.fromisoformat(end) if end else None,
            level=OnlineLevel(level),
        )
        for level, start, end in levels
    )
    return type(
        service_id=id,
        procedure_code="1.000001",
        name=f"DVCTT {id}",
        agency=agency(of),
        administrative_levels=tuple(handled_at),
        effective_on=periods[0].effective_from if periods else date(2023, 1, 1),
        levels=periods,
        under_review=review,
    )


def completed_lookup(
    id: str, at: datetime, matched: bool = True, fields: tuple[PopulationField, ...] = ()
) -> LookupAnswered:
    ref = reference(1, date(2023, 1, 3))
    return LookupAnswered(
        lookup_id=id,
        procedure_code="1.000001",
        agency_code="H60.02",
        matched=matched,
        fields=fields,
        decision=ref,
        answered_at=at,
        line=1,
        line_hash="00" * 32,
    )


def refused_lookup(id: str, at: datetime, reason: str = "procedure-not-in-force") -> LookupRefused:
    return LookupRefused(
        lookup_id=id,
        procedure_code="1.000001",
        agency_code="H60.02",
        reason=reason,
        answered_at=at,
        line=1,
        line_hash="00" * 32,
    )


def result_of_review(
    number: int,
    procedure_code: str,
    *cuts: tuple[str, str | None, str, str],
    round: str = "r1",
    compared_on: date = date(2023, 12, 31),
) -> ReviewResultRecorded:
    """The result of a round for one procedure; a cut is a measure, a unit, a numerator and a denominator."""
    return ReviewResultRecorded(
        procedure_code=procedure_code,
        round=ReviewRoundRef(
            id=round,
            name=f"Rà soát {round}",
            starts_on=date(2023, 1, 1),
            ends_on=date(2023, 12, 31),
            legal_basis="Kế hoạch 10/KH-UBND",
        ),
        result=number,
        compared_on=compared_on,
        ground="Báo cáo 312/BC-UBND",
        agencies=("H60.01",),
        gone=False,
        cuts=tuple(
            MeasuredCut(measure=measure, unit=unit, numerator=upper, denominator=lower, not_comparable=0)
            for measure, unit, upper, lower in cuts
        ),
        recorded_at=datetime(2024, 1, 15, number, tzinfo=UTC),
    )
