"""Records search terms: common words and their meaning in the law."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.search.domain.refusals import SearchTermNotFound
from procedures.search.domain.term_table import SearchTermEntry
from procedures.search.storage.repository import SearchTerms


async def record_search_terms(work: UnitOfWork, entries: Sequence[SearchTermEntry], reason: str, by: Actor) -> None:
    """Records only the entries that change a term. Raises `SearchTermNotFound`."""
    in_effect = await work.of(SearchTerms).lock()
    known = {(entry.term, entry.context) for entry in in_effect}
    for entry in entries:
        if entry.withdrawn and (entry.term, entry.context) not in known:
            raise SearchTermNotFound(entry.term)
    changes = [entry for entry in entries if entry.withdrawn or entry not in in_effect]
    await work.of(SearchTerms).add(changes, reason, by.subject, work.clock.now())
