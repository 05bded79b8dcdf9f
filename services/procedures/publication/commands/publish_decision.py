"""Puts a signed Decision in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from common.calendar.province_days import day_of
from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.domain.approval_refusals import SignedFileAltered
from procedures.decisions.domain.approval_workflow import Step
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import BACK_ENTRY, check_back_entry
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.repository import Decisions
from procedures.law.domain.changes import Change
from procedures.law.storage.repository import Timelines
from procedures.processes.domain.process_limits import Fit
from procedures.processes.events import process_approved
from procedures.publication.commands.judge_processes import judge_processes
from procedures.publication.commands.names_for_events import names_for_events
from procedures.publication.commands.record_changes import record_changes
from procedures.publication.domain.changes_of_decision import changes_of, check_changed_parts, with_computed_parts
from procedures.publication.events import decision_published
from procedures.publication_channels.commands.plan_publication import plan_publication


@dataclass(frozen=True, slots=True)
class PublicationResult:
    """`changes` holds what became of each procedure, including cancelled periods; `fits` holds how each process
    compares with the time limits of the law."""

    decision: Decision
    changes: Sequence[Change]
    recorded_at: datetime
    fits: Sequence[Fit] = ()


async def publish_decision(
    work: UnitOfWork, id: UUID, expected_revision: ExpectedRevisions, by: Actor, reason: str | None = None
) -> PublicationResult:
    """Puts all items of the Decision in force, or none.

    Raises `DecisionNotFound`, `RevisionMismatch`, `RoleNotHeld`, `DecisionOfAnotherAgency`, `SeparationOfDuties`,
    `DecisionNotSigned`, `DecisionAlreadyPublished`, `SignedFileAltered`, `BackEntryNotAllowed`, `EventTooLarge` and the
    refusals of `publication.domain.changes_of_decision` and `judge_processes`.
    """
    signed = await work.of(Decisions).lock(id)
    mandate = await mandate_for(work, Step.PUBLISH, signed, by)
    require_revision(expected_revision, signed.revision)
    check_back_entry(signed, may_enter_back=BACK_ENTRY in by.scopes)
    timelines = await work.of(Timelines).lock(signed.codes(), signed.introduced())
    now = work.clock.now()  # read after the locks are held
    recorded_at = work.of(Timelines).moment(now)
    decision = signed.published(day_of(now))
    await check_signed_file(work, decision)
    changes = changes_of(decision, timelines, day_of(now))
    contents = await work.of(Timelines).successions(changes, decision.id)
    check_changed_parts(decision, contents)
    changes = with_computed_parts(changes, decision, contents)
    names = await names_for_events(work, decision, changes)
    events = await record_changes(work, decision, changes, names, recorded_at)
    fits = await judge_processes(work, decision)
    decision = await plan_publication(work, decision, now)
    await work.of(Decisions).put_published(decision, by.subject, recorded_at)
    await work.of(ApprovalRepository).add(decision, Step.PUBLISH, mandate, by.subject, recorded_at, reason)
    await work.record(
        [*events, *(process_approved(process, decision.reference, names) for process in decision.processes)],
        closing=partial(decision_published, decision, names, recorded_at),
    )
    return PublicationResult(decision, changes, recorded_at, fits)


async def check_signed_file(work: UnitOfWork, decision: Decision) -> None:
    """Raises `SignedFileAltered`. Of a back-entered Decision only the hash is on record, so there is nothing to
    check."""
    if decision.back_entered:
        return
    if not await work.of(ApprovalRepository).has_intact_file(decision.signed_file_sha256 or ""):
        raise SignedFileAltered(decision.id, decision.signed_file_sha256)
