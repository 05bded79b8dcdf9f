"""Records synonyms of headings: what the annexes of an office call a column."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.annex_files.domain.heading_table import HeadingSynonym
from procedures.annex_files.domain.refusals import HeadingSynonymNotFound
from procedures.annex_files.storage.heading_synonym_rows import HeadingSynonyms


async def record_heading_synonyms(work: UnitOfWork, synonyms: Sequence[HeadingSynonym], reason: str, by: Actor) -> None:
    """Records only what changes a synonym. Raises `HeadingSynonymNotFound`."""
    in_effect = await work.of(HeadingSynonyms).lock()
    for synonym in synonyms:
        if synonym.withdrawn and synonym.key not in in_effect:
            raise HeadingSynonymNotFound(synonym.heading)
    changes = [synonym for synonym in synonyms if synonym.withdrawn or in_effect.get(synonym.key) != synonym]
    await work.of(HeadingSynonyms).add(changes, reason, by.subject, work.clock.now())
