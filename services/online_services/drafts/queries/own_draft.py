"""The drafts of an applicant."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.drafts.domain.draft import Draft
from online_services.drafts.domain.refusals import DossierDraftNotFound
from online_services.drafts.storage.stored_drafts import Drafts


async def own_draft(read: AsyncConnection, id: UUID, owner: str, oldest_kept: datetime) -> Draft:
    """A draft that an officer keeps for an applicant is read with a reason instead. Raises `DossierDraftNotFound`, also
    for another person's."""
    draft = await Drafts(read).read(id, owner, oldest_kept)
    if draft is None or draft.agency is not None:
        raise DossierDraftNotFound(str(id))
    return draft
