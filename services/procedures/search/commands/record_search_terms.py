"""Record what people say for what the law calls otherwise."""

from collections.abc import Sequence

from common.identity import Actor
from procedures.law.domain.refusals import UnknownSearchTerm
from procedures.search.domain.search_query import SaidTerm
from procedures.shared.work import ProceduresWork


async def record_search_terms(work: ProceduresWork, said: Sequence[SaidTerm], reason: str, by: Actor) -> None:
    """What differs in nothing from what holds is left alone. Raises `UnknownSearchTerm`."""
    held = await work.search_terms.lock()
    for one in said:
        if one.withdrawn and one.term not in held:
            raise UnknownSearchTerm(one.term)
    new = [one for one in said if one.withdrawn or one.term not in held or held[one.term] != one.meaning]
    await work.search_terms.add(new, reason, by.subject, work.clock.now())
