"""What a change of the law asks of the registry. Never replayed: it calls a command."""

from collections.abc import Callable, Sequence

from common.contracts.procedures import (
    ProcedureAmended,
    ProcedureDeclaredOnline,
    ProcedureEvent,
    ProcedureRepealed,
    ProcedureReplaced,
)
from common.identity import Actor
from common.messaging.reactions import Reactions
from online_services.commands.follow_changes_of_law import follow_changes_of_law
from online_services.domain.changes_of_law import Amended, ChangeOfLaw, DeclaredOnline, Ended
from online_services.domain.decision import Decision
from online_services.domain.levels import OnlineLevel
from online_services.domain.procedure import Agency, InForce, Procedure
from online_services.storage.work import OnlineServicesWork

reacts = Reactions("procedures")
CONSUMER = Actor.of_system("consumer of procedures")


@reacts.to(ProcedureRepealed, ProcedureReplaced, ProcedureAmended, ProcedureDeclaredOnline)
async def follow(events: Sequence[ProcedureEvent], work: OnlineServicesWork) -> None:
    await follow_changes_of_law(work, [change_of(event) for event in events], by=CONSUMER)


def change_of(event: ProcedureEvent) -> ChangeOfLaw:
    if isinstance(event, ProcedureDeclaredOnline):
        return _declared(event)
    ends = isinstance(event, ProcedureRepealed) or (isinstance(event, ProcedureReplaced) and event.successor_code is not None)
    change: Callable[..., ChangeOfLaw] = Ended if ends else Amended
    return change(event.procedure_code, event.effective_on, _decision(event))


def _declared(event: ProcedureDeclaredOnline) -> DeclaredOnline:
    periods = tuple(
        InForce(period.effective_from, period.effective_to, period.name, tuple(map(str, period.levels)))
        for period in event.periods
    )
    procedure = Procedure(event.procedure_code, Agency(event.agency.code, event.agency.name), periods)
    return DeclaredOnline(event.procedure_code, event.effective_on, _decision(event), procedure, OnlineLevel(event.level))


def _decision(event: ProcedureEvent) -> Decision:
    told = event.decision
    return Decision(told.id, told.number, told.issuing_body, told.signed_on, told.title)
