"""Approves values, or sends them back: all of those that are named, or none."""

from collections.abc import Sequence
from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from reporting.indicators.domain.refusals import ValueNotFound, ValueReplacedAlready
from reporting.indicators.storage.repository import Values
from reporting.shared.domain.approvals import Approval, ApprovalOutcome, require_undecided
from reporting.shared.storage.moments_of_approvals import moment_of_approval


async def decide_values(
    work: UnitOfWork, ids: Sequence[UUID], outcome: ApprovalOutcome, ground: str, by: Actor
) -> None:
    """Raises `ValueNotFound`, `ValueReplacedAlready`, `OwnEntry` and `EntryDecidedAlready`."""
    rows = await work.of(Values).lock_chains_of(ids)
    for id in ids:
        if (row := rows.get(id)) is None:
            raise ValueNotFound(id)
        if row.replaced_by is not None:
            raise ValueReplacedAlready(id, row.replaced_by)
        require_undecided(str(id), row.entered_by, row.outcome, by.subject)
    await work.of(Values).decide(ids, Approval(outcome, ground, by.subject, await moment_of_approval(work)))
