"""How often the right procedure is found, and how high up: questions made from real names, beside BM25 over the same
names."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from procedures.search.queries.procedure_search import SearchFilter, search
from tests.benchmarks.handmade_queries import QUERIES
from tests.benchmarks.made_queries import Bm25, Maker, folded
from tests.benchmarks.real_names import Real
from tests.support.procedures_harness import ProceduresHarness

SEED, SHOWN = 20_260_701, 5
HELD_OUT = 20_261_124
"""Of questions that nobody looked at while the ranking was tuned: that was done on those of `SEED`."""
DAY = date(2026, 7, 1)


@dataclass(frozen=True)
class Quality:
    """Parts of all questions that have the right one first, and among the first five."""

    questions: int
    first: float
    five: float
    bm25_first: float
    bm25_five: float


async def quality(
    harness: ProceduresHarness, procedures: Sequence[Real], make: Maker, every: int = 1, seed: int = SEED
) -> Quality:
    """Codes that share a folded name count as one."""
    names = [folded(one.name) for one in procedures]
    bm25, chance = Bm25(names), random.Random(seed)
    questions = [(name, make(name, chance)) for name in names][::every]
    key = {one.code: name for one, name in zip(procedures, names, strict=True)}
    ours: list[int] = []
    theirs: list[int] = []
    async with harness.service.runtime.engine.connect() as connection:
        for name, words in questions:
            found = await search(connection, " ".join(words), SearchFilter(DAY), 40)
            ours.append(place([key[hit.row["code"]] for hit in found.hits], name))
            theirs.append(place([names[number] for number in bm25.best(words, 40)], name))
    return Quality(
        len(questions),
        *(sum(one <= most for one in places) / len(places) for places in (ours, theirs) for most in (1, SHOWN)),
    )


async def ranks(harness: ProceduresHarness) -> dict[str, int]:
    """At which place, from 1, each question that people ask has a right answer; 0: not among the first five."""
    places = {}
    async with harness.service.runtime.engine.connect() as connection:
        for question, holds in QUERIES.items():
            found = [hit.row["folded"] for hit in (await search(connection, question, SearchFilter(DAY), SHOWN)).hits]
            places[question] = next((number for number, name in enumerate(found, 1) if holds in name), 0)
    return places


def place(found: Sequence[list[str]], right: list[str]) -> int:
    """From 1; where several share a name they take one place."""
    distinct = list(dict.fromkeys(tuple(one) for one in found))
    return distinct.index(tuple(right)) + 1 if tuple(right) in distinct else len(found) + 1
