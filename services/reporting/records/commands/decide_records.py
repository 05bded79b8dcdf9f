"""Approves versions of records, or sends them back: all of those that are named, or none."""

from collections.abc import Mapping

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from reporting.records.domain.records import RecordKey
from reporting.records.domain.refusals import RecordChanged, RecordNotFound
from reporting.records.storage.repository import Records
from reporting.shared.domain.approvals import Approval, ApprovalOutcome, require_undecided
from reporting.shared.storage.moments_of_approvals import moment_of_approval


async def decide_records(
    work: UnitOfWork, versions: Mapping[RecordKey, int], outcome: ApprovalOutcome, ground: str, by: Actor
) -> None:
    """`versions` are the numbers of the versions that the caller has read. Raises `RecordNotFound`, `RecordChanged`,
    `OwnEntry` and `EntryDecidedAlready`."""
    last = await work.of(Records).lock(list(versions))
    for key, number in versions.items():
        row = last.get(key)
        if row is None or number > row.number:
            raise RecordNotFound(f"{key}, version {number}" if row is not None else str(key))
        if number < row.number:
            raise RecordChanged(str(key), number, row.number)
        require_undecided(f"{key}, version {number}", row.entered_by, row.outcome, by.subject)
    await work.of(Records).decide(
        list(versions.items()), Approval(outcome, ground, by.subject, await moment_of_approval(work))
    )
