"""What a change of the law asks of the registry. Never replayed: it calls a command."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never, get_args

from common.contracts.parts import ItemKind
from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionCorrected,
    DecisionPublished,
    ProcedureAmended,
    ProcedureAnnulled,
    ProcedureCorrected,
    ProcedureDeclaredOnline,
    ProcedureEvent,
    ProcedureIntroduced,
    ProcedureRectified,
    ProcedureRepealed,
    ProcedureReplaced,
    ProcedureRestored,
    ProcessApproved,
)
from common.identity import Actor
from common.projection.reactions import Reactions
from common.service.unit_of_work import UnitOfWork
from online_services.law.domain.decision import Decision
from online_services.law.domain.procedure import Agency, InForce, Procedure
from online_services.registry.commands.follow_changes_of_law import follow_changes_of_law
from online_services.registry.domain.changes_of_law import Amended, ChangeOfLaw, DeclaredOnline, Ended, SetRight
from online_services.registry.domain.levels import Offer, OnlineLevel
from online_services.registry.domain.reversal import Declared, Undoing

reacts = Reactions("procedures")
reacts.ignores(ProcedureIntroduced)  # nothing is offered online of a procedure that was not there
reacts.ignores(DecisionPublished, DecisionAnnulled, DecisionCorrected)  # each item of a Decision has an event of its own
reacts.ignores(ProcessApproved)  # how a dossier is handled inside changes nothing that is offered
CONSUMER = Actor.of_system("consumer of procedures")


FollowedEvent: TypeAlias = (
    ProcedureRepealed
    | ProcedureReplaced
    | ProcedureAmended
    | ProcedureDeclaredOnline
    | ProcedureRestored
    | ProcedureAnnulled
    | ProcedureCorrected
)


@reacts.on(*get_args(FollowedEvent))
async def follow(events: Sequence[FollowedEvent], work: UnitOfWork) -> None:
    await follow_changes_of_law(work, [change_of(event) for event in events], by=CONSUMER)


def change_of(event: FollowedEvent) -> ChangeOfLaw:
    match event:
        case ProcedureRepealed():
            return Ended(event.procedure_code, event.effective_on, _decision(event))
        case ProcedureReplaced() if event.successor_code is not None:
            return Ended(event.procedure_code, event.effective_on, _decision(event))
        case ProcedureReplaced() | ProcedureAmended():
            return Amended(event.procedure_code, event.effective_on, _decision(event))
        case ProcedureDeclaredOnline():
            return _declared(event)
        case ProcedureRestored() | ProcedureAnnulled() | ProcedureCorrected():
            return _set_right(event)
        case _:
            assert_never(event)


def _declared(event: ProcedureDeclaredOnline) -> DeclaredOnline:
    return DeclaredOnline(
        event.procedure_code, event.effective_on, _decision(event), _procedure(event), OnlineLevel(event.online_level)
    )


def _set_right(event: ProcedureRectified) -> SetRight:
    """A new version asks for a review of the service; so does the former one that comes back, and a content that is mended."""
    told = event.instrument
    instrument = Decision(told.id, told.number, told.issuing_body, told.signed_on, told.title)
    since, declared, mended = event.effective_on, None, False
    if isinstance(event, ProcedureCorrected):
        since, mended = min(event.previous_effective_on, event.effective_on), bool(event.corrected_parts)
        if event.online_level is not None:
            declared = Declared(Offer(OnlineLevel(event.online_level), decision=_decision(event)), event.effective_on)
    goes_on = _makes_version(event.item.kind) and not isinstance(event, ProcedureRestored)
    undoing = Undoing(event.decision.id, since, instrument, event.reason, _procedure(event), goes_on or mended, declared)
    return SetRight(event.procedure_code, since, instrument, undoing)


def _makes_version(kind: ItemKind) -> bool:
    """Whether an item of the kind gives a procedure that was law before another content."""
    match kind:
        case ItemKind.AMEND | ItemKind.REPLACE:
            return True
        case ItemKind.INTRODUCE | ItemKind.REPEAL | ItemKind.DECLARE_ONLINE:
            return False
        case _:
            assert_never(kind)


def _procedure(event: ProcedureEvent) -> Procedure:
    periods = tuple(
        InForce(period.effective_from, period.effective_to, period.name, tuple(map(str, period.levels)))
        for period in event.periods
    )
    return Procedure(event.procedure_code, Agency(event.agency.code, event.agency.name), periods)


def _decision(event: ProcedureEvent) -> Decision:
    told = event.decision
    return Decision(told.id, told.number, told.issuing_body, told.signed_on, told.title)
