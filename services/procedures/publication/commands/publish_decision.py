"""Put a signed Decision in force."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from common.clock import day_of
from common.database.connections import made_meanwhile
from common.eventlog.log import encoded
from common.identity import Actor
from common.revisions import require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import mandate_for
from procedures.decisions.domain.approval_refusals import SignedFileAltered
from procedures.decisions.domain.approval_workflow import Step
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.draft_refusals import BackEntryNotAllowed
from procedures.decisions.domain.drafting import BACK_ENTRY
from procedures.decisions.storage.approval_repository import Road
from procedures.decisions.storage.repository import Decisions
from procedures.law.domain.changes import Change
from procedures.law.events.procedure_events import event_of
from procedures.law.storage.repository import Timelines
from procedures.processes.domain.process_limits import Fit
from procedures.processes.storage.repository import Processes
from procedures.publication.commands.judge_processes import judge_processes
from procedures.publication.commands.names_for_events import names_told
from procedures.publication.domain.changes_of_decision import changes_of, check_said
from procedures.publication.events import decision_published, process_approved
from procedures.publication_channels.commands.plan_publication import plan_publication


@dataclass(frozen=True, slots=True)
class Published:
    """`changes` says what became of each procedure, also which periods were cancelled; `fits` how each process
    stands to the law's time limits."""

    decision: Decision
    changes: Sequence[Change]
    recorded_at: datetime
    fits: Sequence[Fit] = ()


async def publish_decision(
    work: UnitOfWork, id: UUID, expected_revision: int | None, by: Actor, reason: str | None = None
) -> Published:
    """Put all items of the Decision in force, or none.

    Raises `DecisionNotFound`, `RevisionMismatch`, `RoleNotHeld`, `SeparationOfDuties`, `DecisionNotSigned`,
    `DecisionAlreadyPublished`, `SignedFileAltered`, `BackEntryNotAllowed` and the refusals of
    `publication.domain.changes_of_decision` and `judge_processes`.
    """
    if work.log is None:
        raise RuntimeError("this service owns a stream")
    draft = replace(await work.of(Decisions).lock(id), groups=await work.of(Processes).groups(id))
    require_revision(expected_revision, draft.revision)
    mandate = await mandate_for(work, Step.PUBLISH, draft, by)
    if draft.back_entered and BACK_ENTRY not in by.scopes:
        raise BackEntryNotAllowed(BACK_ENTRY)
    timelines = await work.of(Timelines).lock(draft.codes(), draft.introduced())
    recorded_at = work.of(Timelines).moment(work.clock.now())  # read after the locks are held
    today = day_of(recorded_at)
    decision = draft.published(today)
    if not decision.back_entered and not await work.of(Road).holds(decision.signed_file_sha256 or ""):
        raise SignedFileAltered(id, decision.signed_file_sha256)
    changes = changes_of(decision, timelines, today)
    check_said(decision, await work.of(Timelines).successions(changes, decision.id))
    names = await names_told(work, decision, changes)
    events = await made_meanwhile(
        work.of(Timelines).apply(changes, decision.id, recorded_at), (encoded(event_of(change, names)) for change in changes)
    )
    fits = await judge_processes(work, decision)
    decision = await plan_publication(work, decision, recorded_at)
    await work.of(Decisions).put_published(decision, by.subject, recorded_at)
    await work.of(Road).add(decision, Step.PUBLISH, mandate, by.subject, recorded_at, reason)
    first = await work.log.next_sequence(work.connection)
    await work.record(
        [
            *events,
            *(process_approved(process, decision, names) for process in decision.processes),
            decision_published(decision, names, recorded_at, first),
        ]
    )
    return Published(decision, changes, recorded_at, fits)
