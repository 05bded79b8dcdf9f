"""What a change of the law asks of the registry. Never replayed: it calls a command."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never, get_args

from common.contracts.parts import ItemKind
from common.contracts.parts import OnlineLevel as StatedLevel
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
from online_services.registry.domain.changes_of_law import Amended, ChangeOfLaw, DeclaredOnline, Ended, Rectified
from online_services.registry.domain.levels import Offer, OnlineLevel
from online_services.registry.domain.reversal import Declared, Undoing

reacts = Reactions("procedures")
reacts.ignores(ProcedureIntroduced)  # nothing is offered online of a procedure that was not there
reacts.ignores(
    DecisionPublished, DecisionAnnulled, DecisionCorrected
)  # each item of a Decision has an event of its own
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
    await follow_changes_of_law(
        work, [change for event in events if (change := change_of(event)) is not None], by=CONSUMER
    )


def change_of(event: FollowedEvent) -> ChangeOfLaw | None:
    """None where the event changes no service: a declaration at a level at which nothing is filed online."""
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
            return _rectified(event)
        case _:
            assert_never(event)


def _declared(event: ProcedureDeclaredOnline) -> DeclaredOnline | None:
    level = offered_level(event.online_level)
    if level is None:
        return None
    return DeclaredOnline(event.procedure_code, event.effective_on, _decision(event), _procedure(event), level)


def offered_level(stated: StatedLevel) -> OnlineLevel | None:
    """The level at which a service is offered; None where the Decision states none."""
    match stated:
        case StatedLevel.FULL | StatedLevel.PARTIAL:
            return OnlineLevel(stated.value)
        case StatedLevel.INFORMATION_ONLY | StatedLevel.UNDETERMINED:
            return None
        case _:
            assert_never(stated)


def _rectified(event: ProcedureRectified) -> Rectified:
    """A new version asks for a review of the service; so does the former one that comes back, and a content that is
    mended."""
    told = event.instrument
    instrument = Decision(told.id, told.number, told.issuing_body, told.signed_on, told.title)
    since, declared, mended = event.effective_on, None, False
    if isinstance(event, ProcedureCorrected):
        since, mended = min(event.previous_effective_on, event.effective_on), bool(event.corrected_parts)
        if event.online_level is not None and (level := offered_level(event.online_level)) is not None:
            declared = Declared(Offer(level, decision=_decision(event)), event.effective_on)
    goes_on = _makes_version(event.item.kind) and not isinstance(event, ProcedureRestored)
    undoing = Undoing(
        event.decision.id, since, instrument, event.reason, _procedure(event), goes_on or mended, declared
    )
    return Rectified(event.procedure_code, since, instrument, undoing)


def _makes_version(kind: ItemKind) -> bool:
    """Whether an item of the kind gives a procedure that was law before another content."""
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


def _decision(event: ProcedureEvent) -> Decision:
    told = event.decision
    return Decision(told.id, told.number, told.issuing_body, told.signed_on, told.title)
