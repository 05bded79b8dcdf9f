"""Record what people say for what the law calls otherwise."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.search.domain.refusals import SearchTermNotFound
from procedures.search.domain.search_query import SearchTermEntry
from procedures.search.storage.repository import SearchTerms


async def record_search_terms(work: UnitOfWork, said: Sequence[SearchTermEntry], reason: str, by: Actor) -> None:
    """What differs in nothing from what holds is left alone. Raises `SearchTermNotFound`."""
    held = await work.of(SearchTerms).lock()
    for one in said:
        if one.withdrawn and one.term not in held:
            raise SearchTermNotFound(one.term)
    new = [one for one in said if one.withdrawn or one.term not in held or held[one.term] != one.meaning]
    await work.of(SearchTerms).add(new, reason, by.subject, work.clock.now())
