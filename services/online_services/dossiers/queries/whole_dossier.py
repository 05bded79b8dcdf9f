"""A whole dossier: its papers, what was done with it, and who read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.dossiers.domain.dossier import Dossier
from online_services.dossiers.domain.filing import Person
from online_services.dossiers.domain.officers import roles_of_citizen
from online_services.dossiers.domain.refusals import DossierNotFound
from online_services.dossiers.storage.repository import Dossiers
from online_services.tables import dossier as dossier_table
from online_services.tables import (
    dossier_act,
    dossier_fee,
    dossier_fee_settlement,
    dossier_form,
    dossier_paper,
    dossier_reading,
)

settlement = dossier_fee_settlement.c


@dataclass(frozen=True, slots=True)
class WholeDossier:
    dossier: Dossier
    person: Person
    papers: Sequence[Row[Any]]
    acts: Sequence[Row[Any]]
    fees: Sequence[Row[Any]]
    sub_dossiers: Sequence[Row[Any]]
    form_data: Mapping[str, Any] | None


async def whole_dossier(read: AsyncConnection, id: UUID) -> WholeDossier:
    """Raises `DossierNotFound`."""
    dossier, person = await Dossiers(read).read(id)
    papers = select(dossier_paper).where(dossier_paper.c.dossier_id == id).order_by(dossier_paper.c.number)
    acts = select(dossier_act).where(dossier_act.c.dossier_id == id).order_by(dossier_act.c.revision)
    fees = (
        select(dossier_fee, settlement.settled_by, settlement.amount.label("paid"), settlement.settled_at)
        .outerjoin(dossier_fee_settlement)
        .where(dossier_fee.c.dossier_id == id)
        .order_by(dossier_fee.c.number)
    )
    subs = select(dossier_table).where(dossier_table.c.parent_id == id).order_by(dossier_table.c.id)
    parts = [(await read.execute(query)).all() for query in (papers, acts, fees, subs)]
    data = await read.scalar(select(dossier_form.c.data).where(dossier_form.c.dossier_id == id))
    papers_found, acts_found, fees_found, subs_found = parts
    return WholeDossier(dossier, person, papers_found, acts_found, fees_found, subs_found, data)


async def own_dossier(read: AsyncConnection, id: UUID, subject: str) -> WholeDossier:
    """The dossier of the applicant, or of their delegate. Raises `DossierNotFound`, also for another person's."""
    await _require_own(read, id, subject)
    return await whole_dossier(read, id)


async def readings_of(read: AsyncConnection, id: UUID, subject: str) -> Sequence[Row[Any]]:
    """Who read the applicant's dossier, latest first. Raises `DossierNotFound`."""
    await _require_own(read, id, subject)
    statement = select(dossier_reading).where(dossier_reading.c.dossier_id == id).order_by(dossier_reading.c.id.desc())
    return (await read.execute(statement)).all()


async def _require_own(read: AsyncConnection, id: UUID, subject: str) -> None:
    _, person = await Dossiers(read).read(id)
    if not roles_of_citizen(subject, person, None):
        raise DossierNotFound(str(id))
