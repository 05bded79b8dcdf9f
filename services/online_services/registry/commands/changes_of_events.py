"""Which change of the law an event of `procedures` states, as far as it concerns online services."""

from collections.abc import Collection
from typing import TypeAlias, assert_never

from common.contracts.parts import DecisionRef, ItemKind
from common.contracts.procedures import (
    CodeDocumentRef,
    InstrumentRef,
    ProcedureAmended,
    ProcedureAnnulled,
    ProcedureCorrected,
    ProcedureDeclaredOnline,
    ProcedureEvent,
    ProcedureRectified,
    ProcedureRepealed,
    ProcedureReplaced,
    ProcedureRestored,
)
from online_services.law.domain.decision import Decision
from online_services.law.domain.procedure import Agency, InForce, Procedure
from online_services.registry.domain.changes_of_law import Amended, ChangeOfLaw, DeclaredOnline, Ended, Rectified
from online_services.registry.domain.levels import Offer, OnlineLevel
from online_services.registry.domain.reversal import CorrectedDeclaration, Reversal

PARTS_OF_FILING = frozenset({"papers", "steps"})

FollowedEvent: TypeAlias = (
    ProcedureRepealed
    | ProcedureReplaced
    | ProcedureAmended
    | ProcedureDeclaredOnline
    | ProcedureRestored
    | ProcedureAnnulled
    | ProcedureCorrected
)


def change_of(event: FollowedEvent) -> ChangeOfLaw | None:
    """Returns None where the event changes no service: the annulment or correction of an item that had changed
    none."""
    match event:
        case ProcedureRepealed():
            return Ended(event.procedure_code, event.effective_on, decision_of(event.decision))
        case ProcedureReplaced() if event.successor_code is not None:
            return Ended(event.procedure_code, event.effective_on, decision_of(event.decision))
        case ProcedureReplaced():
            return Amended(event.procedure_code, event.effective_on, decision_of(event.decision), pauses=True)
        case ProcedureAmended():
            pauses = event.predecessor_unrecorded or touches_filing(event.changed_parts)
            return Amended(event.procedure_code, event.effective_on, decision_of(event.decision), pauses=pauses)
        case ProcedureDeclaredOnline():
            return _declared(event)
        case ProcedureRestored() | ProcedureAnnulled() | ProcedureCorrected():
            return _rectified(event) if _concerns_services(event.item.kind) else None
        case _:
            assert_never(event)


def touches_filing(parts: Collection[str]) -> bool:
    """Whether papers or steps change: what is filed online, and how."""
    return not PARTS_OF_FILING.isdisjoint(parts)


def _declared(event: ProcedureDeclaredOnline) -> DeclaredOnline:
    level = OnlineLevel(event.online_level.value)
    return DeclaredOnline(
        event.procedure_code, event.effective_on, decision_of(event.decision), _procedure(event), level
    )


def _rectified(event: ProcedureRectified) -> Rectified:
    """An officer must review the service where its procedure has another content afterwards: an annulled or corrected
    item had made a new version, or parts of the content are corrected."""
    instrument = decision_of(event.instrument)
    since, declaration, corrected_parts = event.effective_on, None, tuple[str, ...]()
    if isinstance(event, ProcedureCorrected):
        since, corrected_parts = min(event.previous_effective_on, event.effective_on), event.corrected_parts
        if event.online_level is not None:
            level = OnlineLevel(event.online_level.value)
            declaration = CorrectedDeclaration(Offer(level, decision=decision_of(event.decision)), event.effective_on)
    version_changed = _makes_version(event.item.kind) and not isinstance(event, ProcedureRestored)
    reversal = Reversal(
        decision_id=event.decision.id,
        since=since,
        instrument=instrument,
        reason=event.reason,
        procedure=_procedure(event),
        needs_review=version_changed or bool(corrected_parts),
        pauses=version_changed or touches_filing(corrected_parts),
        declaration=declaration,
        changed_levels=_changed_levels(event),
    )
    return Rectified(event.procedure_code, since, instrument, reversal)


def _concerns_services(kind: ItemKind) -> bool:
    """Whether an item of this kind can change a service. The reversal of an item is told from others by its Decision
    alone, which may designate and declare the same procedure."""
    match kind:
        case ItemKind.CONFIRM | ItemKind.DESIGNATE:
            return False
        case (
            ItemKind.INTRODUCE
            | ItemKind.AMEND
            | ItemKind.REPLACE
            | ItemKind.REPEAL
            | ItemKind.STANDARDISE
            | ItemKind.DECLARE_ONLINE
        ):
            return True
        case _:
            assert_never(kind)


def _changed_levels(event: ProcedureRectified) -> bool:
    """Whether the item had declared a level, or ended the services with their procedure."""
    match event.item.kind:
        case ItemKind.DECLARE_ONLINE | ItemKind.REPEAL:
            return True
        case ItemKind.REPLACE:
            ended_before = isinstance(event, ProcedureCorrected) and event.successor_code is not None
            return ended_before or isinstance(event, ProcedureRestored)
        case ItemKind.INTRODUCE | ItemKind.AMEND | ItemKind.STANDARDISE | ItemKind.CONFIRM | ItemKind.DESIGNATE:
            return False
        case _:
            assert_never(event.item.kind)


def _makes_version(kind: ItemKind) -> bool:
    """Whether an item of this kind gives new content to a procedure that was already in force."""
    match kind:
        case ItemKind.AMEND | ItemKind.REPLACE | ItemKind.STANDARDISE:
            return True
        case ItemKind.INTRODUCE | ItemKind.REPEAL | ItemKind.DECLARE_ONLINE | ItemKind.CONFIRM | ItemKind.DESIGNATE:
            return False
        case _:
            assert_never(kind)


def _procedure(event: ProcedureEvent) -> Procedure:
    periods = tuple(
        InForce(period.effective_from, period.effective_to, period.name, tuple(map(str, period.levels)))
        for period in event.periods
    )
    return Procedure(event.procedure_code, Agency(event.agency.code, event.agency.name), periods)


def decision_of(reference: DecisionRef | InstrumentRef | CodeDocumentRef) -> Decision:
    return Decision(reference.id, reference.number, reference.issuing_body, reference.signed_on, reference.title)
