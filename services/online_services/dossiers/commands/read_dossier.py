"""Reads a whole dossier as an officer: that it was read, by whom and why is recorded, and the citizen sees it."""

from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.act_on_dossier import roles_about
from online_services.dossiers.domain.officers import OfficerRole
from online_services.dossiers.domain.refusals import RoleNotHeld
from online_services.dossiers.storage.circumstances import circumstances_of
from online_services.dossiers.storage.repository import Dossiers


async def read_dossier(work: UnitOfWork, id: UUID, reason: str, by: Actor) -> None:
    """Raises `DossierNotFound` and `RoleNotHeld`."""
    dossier, person = await work.of(Dossiers).read(id)
    at = work.clock.now()
    found = await circumstances_of(work.connection, dossier, by, at)
    if not roles_about(dossier, person, by, found.officers, work.clock.today()):
        raise RoleNotHeld("read", OfficerRole)
    await work.of(Dossiers).record_reading(id, by.subject, by.name, by.agency, reason, at)
