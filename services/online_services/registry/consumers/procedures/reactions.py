"""Applies each change of the law to the registry by a command. A reaction is never replayed."""

from collections.abc import Sequence
from typing import get_args

from common.calendar.province_days import day_of
from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionCorrected,
    DecisionPublished,
    ProcedureConfirmed,
    ProcedureDesignated,
    ProcedureIntroduced,
    ProcedureRecoded,
    ProcessApproved,
)
from common.contracts.publications import PublicationConfirmed
from common.contracts.reference_data import AgencyRecorded, CalendarDayRecorded, WorkingHoursRecorded
from common.contracts.reviews import ReviewResultRecorded
from common.identity import Actor
from common.projection.reactions import Reactions
from common.service.unit_of_work import UnitOfWork
from online_services.registry.commands.changes_of_events import FollowedEvent, change_of, decision_of
from online_services.registry.commands.follow_changes_of_law import follow_changes_of_law
from online_services.registry.commands.recode_services import Recoding, recode_services

reactions = Reactions("procedures")
reactions.ignores(ProcedureIntroduced)  # a new procedure has no online service yet
reactions.ignores(ProcedureDesignated, ProcedureConfirmed)  # a list that is no list of online services changes none
# Each item of a Decision has an event of its own.
reactions.ignores(DecisionPublished, DecisionAnnulled, DecisionCorrected)
reactions.ignores(ProcessApproved)  # an internal process does not change how a service is offered
reactions.ignores(CalendarDayRecorded, WorkingHoursRecorded, AgencyRecorded)  # no service depends on them
reactions.ignores(PublicationConfirmed)  # where a Decision is shown changes nothing here
reactions.ignores(ReviewResultRecorded)  # what a round of review has cut changes no service
CONSUMER = Actor.of_system("consumer of procedures")


@reactions.on(*get_args(FollowedEvent))
async def follow(events: Sequence[FollowedEvent], work: UnitOfWork) -> None:
    changes = [change for event in events if (change := change_of(event)) is not None]
    await follow_changes_of_law(work, changes, by=CONSUMER)


@reactions.on(ProcedureRecoded)
async def follow_codes(events: Sequence[ProcedureRecoded], work: UnitOfWork) -> None:
    recodings = [
        Recoding(event.former_code, event.to, day_of(event.recorded_at), decision_of(event.document))
        for event in events
    ]
    await recode_services(work, recodings, by=CONSUMER)
