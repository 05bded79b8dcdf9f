"""Reads a draft: the applicant's own, or as an officer who keeps it for an applicant, which is recorded."""

from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.file_dossier import require_receiver
from online_services.drafts.domain.draft import Draft, DraftTerms
from online_services.drafts.domain.refusals import DossierDraftNotFound
from online_services.drafts.storage.stored_drafts import Drafts


async def read_draft(work: UnitOfWork, id: UUID, reason: str, by: Actor, terms: DraftTerms) -> Draft:
    """Raises `DossierDraftNotFound` and `RoleNotHeld`."""
    at = work.clock.now()
    draft = await work.of(Drafts).read(id, by.subject, terms.oldest_kept(at))
    if draft is None:
        raise DossierDraftNotFound(str(id))
    await require_receiver(work, by)
    await work.of(Drafts).record_reading(draft, by.subject, by.name, by.agency, reason, at)
    return draft
