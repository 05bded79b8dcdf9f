"""What is in the register (sổ theo dõi hồ sơ) of an agency: the dossiers that it received in a period?"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.calendar.province_days import moments_of
from online_services.dossiers.domain.states import STATES, State
from online_services.dossiers.storage.dossier_officers import DossierOfficers

IN_ONE_BATCH = 1_000
REGISTER = text("""
    SELECT id, number, parent_id, procedure_code, version, channel, deciding_agency, stage, filed_at, received_at,
        due_on, due_at, paused_from, ended_at
    FROM dossier
    WHERE receiving_agency = :agency AND received_at >= :begins AND received_at < :ends
        AND (CAST(:stages AS text[]) IS NULL OR stage = ANY(CAST(:stages AS text[])))
        AND (received_at, id) > (:after_moment, :after_id)
    ORDER BY received_at, id
    LIMIT :limit
""")


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """The dossiers that were received from the `first` day to the `last` one, both included; with a `state` only those
    that are in it now."""

    agency: str
    first: date
    last: date
    state: State | None = None


async def keeps_register(read: AsyncConnection, agency: str, subject: str, today: date) -> bool:
    """Whether the officer holds a role at the agency today."""
    return bool(await DossierOfficers(read).roles_of(agency, subject, today))


async def register(
    read: AsyncConnection, criteria: RegisterFilter, after: Sequence[Any], limit: int
) -> Sequence[Row[Any]]:
    """In the order of reception."""
    begins, ends = moments_of(criteria.first, criteria.last)
    after_moment, after_id = after or (begins, UUID(int=0))
    stages = [stage.value for stage, state in STATES.items() if state is criteria.state]
    values = {
        "agency": criteria.agency,
        "begins": begins,
        "ends": ends,
        "stages": stages or None,
        "after_moment": after_moment,
        "after_id": after_id,
        "limit": limit,
    }
    return (await read.execute(REGISTER, values)).all()


async def whole_register(read: AsyncConnection, criteria: RegisterFilter) -> AsyncIterator[Sequence[Row[Any]]]:
    """Yields all of it in batches, none of them empty."""
    after: Sequence[Any] = ()
    while rows := await register(read, criteria, after, IN_ONE_BATCH):
        yield rows
        after = (rows[-1].received_at, rows[-1].id)
