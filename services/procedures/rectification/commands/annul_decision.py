"""Annul a published Decision, or some of its items, from a stated day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from common.calendar.province_days import day_of
from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import require_visible
from procedures.decisions.domain.approval_workflow import ANNUL, require_separation_of_duties
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.instruments import Instrument, RectificationKind
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.repository import Decisions
from procedures.law.domain.changes import Change
from procedures.law.storage.repository import Timelines
from procedures.publication_channels.commands.plan_publication import plan_rectification
from procedures.rectification.commands.emit_rectification import emit_rectification
from procedures.rectification.domain.annulment import Annulment, changes_of, items_to_annul
from procedures.rectification.storage.histories import Histories
from procedures.rectification.storage.repository import Rectifications


@dataclass(frozen=True, slots=True)
class DecisionAnnulled:
    """`revision` is that of the Decision, this annulment included."""

    annulment: Annulment
    decision: Decision
    changes: Sequence[Change]
    recorded_at: datetime
    revision: int


async def annul_decision(
    work: UnitOfWork,
    id: UUID,
    instrument: Instrument,
    since: date,
    items: Sequence[int],
    expected_revision: ExpectedRevisions,
    by: Actor,
) -> DecisionAnnulled:
    """Annul the named items, or the entire Decision if none is named. Either all of them are annulled or none.

    Raises `DecisionNotFound`, `RevisionMismatch`, `SeparationOfDuties`, `EventTooLarge`, the refusals of
    `decisions.domain.instruments` and those of `rectification.domain.annulment`.
    """
    decision = await work.of(Decisions).lock(id)
    await require_visible(work, decision, by)
    require_separation_of_duties(ANNUL, by.subject, decision, await work.of(ApprovalRepository).completed_steps(id))
    previous = await work.of(Rectifications).state_of(decision)
    require_revision(expected_revision, decision.revision + previous.count)
    timelines = await work.of(Timelines).lock(decision.codes(), decision.introduced())
    now = work.clock.now()  # read after the locks are held
    recorded_at = work.of(Timelines).moment(now)
    instrument.check(decision, day_of(now))
    annulment = Annulment(
        instrument,
        since,
        items_to_annul(decision, items, previous.annulled, previous.entire_decision),
        entire_decision=not items,
    )
    changes = changes_of(annulment, decision, await work.of(Histories).of(timelines), timelines)
    await work.of(Rectifications).add_annulment(annulment, decision, changes, by.subject, recorded_at)
    await work.of(Timelines).apply(changes, decision.id, recorded_at)
    await plan_rectification(work, RectificationKind.ANNULMENT, instrument, decision, now)
    await emit_rectification(work, annulment, decision, changes, recorded_at)
    return DecisionAnnulled(annulment, decision, changes, recorded_at, decision.revision + previous.count + 1)
