"""Enters records, which count once another person has approved them."""

from collections import Counter
from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from reporting.records.domain.records import RecordVersion
from reporting.records.domain.refusals import RecordEnteredAlready
from reporting.records.storage.repository import Records


async def enter_records(work: UnitOfWork, records: Sequence[RecordVersion], by: Actor) -> None:
    """Enters the first version of each record: of all of them, or of none. Raises `RecordOfAnotherAgency`,
    `RecordInvalid` and `RecordEnteredAlready`, also for a code that is named twice."""
    for record in records:
        record.check(by.agency)
    keys = Counter(record.key for record in records)
    known = await work.of(Records).lock(list(keys))
    for key, times in keys.items():
        if key in known or times > 1:
            raise RecordEnteredAlready(str(key), known[key].number if key in known else 1)
    await work.of(Records).add(records, 1, by.subject, work.clock.now())
