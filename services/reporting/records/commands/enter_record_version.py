"""Enters a later version of a record."""

from common.identity import Actor
from common.revisions import ExpectedRevisions, require_revision
from common.service.unit_of_work import UnitOfWork
from reporting.records.domain.records import RecordKey, RecordVersion
from reporting.records.domain.refusals import (
    RecordInvalid,
    RecordNotFound,
    RecordOfAnotherAgency,
    RecordRevisionMissing,
)
from reporting.records.storage.repository import Records


async def enter_record_version(
    work: UnitOfWork, key: RecordKey, version: RecordVersion, expected_revision: ExpectedRevisions, by: Actor
) -> int:
    """Returns the number of the version. The agency of a record never changes. Raises `RecordOfAnotherAgency`,
    `RecordInvalid`, `RecordNotFound`, `RecordRevisionMissing` and `RevisionMismatch`."""
    version.check(by.agency)
    if version.key != key:
        raise RecordInvalid(str(key), "attributes/kind", "it is the kind of the record")
    last = (await work.of(Records).lock([key])).get(key)
    if last is None:
        raise RecordNotFound(str(key))
    if last.agency_code != by.agency:
        raise RecordOfAnotherAgency(str(key), by.agency)
    if expected_revision is None:
        raise RecordRevisionMissing(str(key))
    require_revision(expected_revision, last.number)
    number: int = last.number + 1
    await work.of(Records).add([version], number, by.subject, work.clock.now())
    return number
