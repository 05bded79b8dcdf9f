"""Records who handles dossiers as what."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.domain.officers import Officer
from online_services.dossiers.storage.dossier_officers import DossierOfficers


async def record_officers(work: UnitOfWork, officers: Sequence[Officer], by: Actor) -> None:
    """The rows apply to acts from now on. Among rows with the same agency, subject, role and first day the last one
    counts, and earlier ones stay on record."""
    await work.of(DossierOfficers).record(officers, by.subject, work.clock.now())
