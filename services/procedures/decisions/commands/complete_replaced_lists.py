"""Looks up the Decisions whose lists a draft replaces."""

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.list_replacements import with_replaced_lists
from procedures.decisions.storage.repository import Decisions


async def complete_replaced_lists(work: UnitOfWork, draft: Decision) -> Decision:
    """Raises the refusals of `decisions.domain.list_replacements.with_replaced_lists`."""
    if not draft.replaces_lists_of:
        return draft
    ids = [lists.id for lists in draft.replaces_lists_of if lists.id is not None]
    return with_replaced_lists(draft, await work.of(Decisions).published(ids))
