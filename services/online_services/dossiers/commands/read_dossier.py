"""Reads a whole dossier as an officer: that it was read, by whom and why is recorded, and the citizen sees it."""

from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.act_on_dossier import roles_about
from online_services.dossiers.domain.officers import OfficerRole
from online_services.dossiers.domain.refusals import RoleNotHeld
from online_services.dossiers.storage.repository import Dossiers


async def read_dossier(work: UnitOfWork, id: UUID, reason: str, by: Actor) -> None:
    """Raises `DossierNotFound` and `RoleNotHeld`."""
    dossier, person = await work.of(Dossiers).read(id)
    if not await roles_about(work, dossier, person, by):
        raise RoleNotHeld("read", OfficerRole)
    at = work.clock.now()
    await work.of(Dossiers).record_reading(id, by.subject, by.name, by.agency, reason, at)
