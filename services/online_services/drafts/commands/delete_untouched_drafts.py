"""Deletes the drafts that were untouched for too long."""

from common.service.unit_of_work import UnitOfWork
from online_services.drafts.domain.draft import DraftTerms
from online_services.drafts.storage.stored_drafts import Drafts

AT_ONCE = 1_000


async def delete_untouched_drafts(work: UnitOfWork, terms: DraftTerms) -> int:
    """Returns how many, at most `AT_ONCE`."""
    return await work.of(Drafts).delete_untouched(terms.oldest_kept(work.clock.now()), AT_ONCE)
