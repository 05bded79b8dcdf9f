"""What a change of the law asks of the registry. Never replayed: each calls a command."""

from collections.abc import Sequence
from itertools import groupby

from common.contracts.procedures import (
    ProcedureAmended,
    ProcedureDeclaredOnline,
    ProcedureEvent,
    ProcedureRepealed,
    ProcedureReplaced,
)
from common.identity import Actor
from common.messaging.reactions import Reactions
from online_services.commands.declare_online import declare_online
from online_services.commands.request_reviews import request_reviews
from online_services.commands.withdraw_online_services import withdraw_online_services
from online_services.domain.changes_of_law import ChangeOfLaw, Declaration
from online_services.domain.decision import Decision
from online_services.domain.levels import OnlineLevel
from online_services.domain.procedure import Agency, InForce, Procedure
from online_services.storage.work import OnlineServicesWork

reacts = Reactions("procedures")
CONSUMER = Actor.of_system("consumer of procedures")


@reacts.to(ProcedureRepealed)
async def withdraw(events: Sequence[ProcedureRepealed], work: OnlineServicesWork) -> None:
    await withdraw_online_services(work, [_change(event) for event in events], by=CONSUMER)


@reacts.to(ProcedureAmended)
async def review(events: Sequence[ProcedureAmended], work: OnlineServicesWork) -> None:
    await request_reviews(work, [_change(event) for event in events], by=CONSUMER)


@reacts.to(ProcedureReplaced)
async def withdraw_or_review(events: Sequence[ProcedureReplaced], work: OnlineServicesWork) -> None:
    """Replaced by another code the service ends; replaced by a new version of itself it goes on, to be looked at."""
    for by_another, run in groupby(events, key=lambda event: event.successor_code is not None):
        command = withdraw_online_services if by_another else request_reviews
        await command(work, [_change(event) for event in run], by=CONSUMER)


@reacts.to(ProcedureDeclaredOnline)
async def offer(events: Sequence[ProcedureDeclaredOnline], work: OnlineServicesWork) -> None:
    await declare_online(work, [_declaration(event) for event in events], by=CONSUMER)


def _change(event: ProcedureEvent) -> ChangeOfLaw:
    return ChangeOfLaw(event.procedure_code, event.effective_on, _decision(event))


def _declaration(event: ProcedureDeclaredOnline) -> Declaration:
    periods = tuple(
        InForce(period.effective_from, period.effective_to, period.name, tuple(map(str, period.levels)))
        for period in event.periods
    )
    procedure = Procedure(event.procedure_code, Agency(event.agency.code, event.agency.name), periods)
    return Declaration(procedure, OnlineLevel(event.level), event.effective_on, _decision(event))


def _decision(event: ProcedureEvent) -> Decision:
    told = event.decision
    return Decision(told.id, told.number, told.issuing_body, told.signed_on, told.title)
