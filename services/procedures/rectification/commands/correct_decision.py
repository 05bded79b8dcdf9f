"""Correct clerical faults of a published Decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.calendar.province_days import day_of
from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import require_visible
from procedures.decisions.commands.reference_data import reference_data_of
from procedures.decisions.domain.approval_workflow import CORRECT, require_separation_of_duties
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import check_list
from procedures.decisions.domain.instruments import RectificationKind
from procedures.decisions.storage.approval_repository import ApprovalRepository
from procedures.decisions.storage.repository import Decisions
from procedures.law.storage.repository import Timelines
from procedures.publication_channels.commands.plan_publication import plan_rectification
from procedures.rectification.commands.emit_rectification import emit_rectification
from procedures.rectification.domain.correction import (
    Corrected,
    Correction,
    changes_of,
    check_corrected_items,
    corrected_items_as_decision,
)
from procedures.rectification.storage.histories import Histories
from procedures.rectification.storage.repository import Rectifications


@dataclass(frozen=True, slots=True)
class DecisionCorrected:
    """`revision` is that of the Decision, this correction included."""

    correction: Correction
    decision: Decision
    changes: Sequence[Corrected]
    recorded_at: datetime
    revision: int


async def correct_decision(
    work: UnitOfWork, id: UUID, correction: Correction, expected_revision: ExpectedRevisions, by: Actor
) -> DecisionCorrected:
    """Correct all items that the correction names, or none of them.

    Raises `DecisionNotFound`, `RevisionMismatch`, `SeparationOfDuties`, `EventTooLarge`, the refusals of
    `decisions.domain.instruments`, those of `rectification.domain.correction`, and those of a draft with the same
    items.
    """
    decision = await work.of(Decisions).lock(id)
    await require_visible(work, decision, by)
    require_separation_of_duties(CORRECT, by.subject, decision, await work.of(ApprovalRepository).completed_steps(id))
    previous = await work.of(Rectifications).state_of(decision)
    require_revision(expected_revision, decision.revision + previous.count)
    timelines = await work.of(Timelines).lock(decision.codes(), decision.introduced())
    now = work.clock.now()  # read after the locks are held
    recorded_at = work.of(Timelines).moment(now)
    correction.instrument.check(decision, day_of(now))
    contents = await work.of(Rectifications).contents(decision, [item.number for item in correction.items])
    check_corrected_items(correction, decision, previous.annulled, contents, previous.effective_dates)
    corrected = corrected_items_as_decision(correction, decision, previous.effective_dates)
    check_list(corrected, await reference_data_of(work, corrected))
    changes = changes_of(correction, decision, await work.of(Histories).of(timelines), timelines)
    await work.of(Rectifications).add_correction(correction, decision, changes, by.subject, recorded_at)
    await work.of(Timelines).apply(changes, decision.id, recorded_at)
    await plan_rectification(work, RectificationKind.CORRECTION, correction.instrument, decision, now)
    await emit_rectification(work, correction, decision, changes, recorded_at)
    return DecisionCorrected(correction, decision, changes, recorded_at, decision.revision + previous.count + 1)
