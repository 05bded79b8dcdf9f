"""How often the right procedure is found for questions as people ask them, by hand, in eight families, beside BM25 over
the names.

`spoken_questions.tsv` has each question with the codes of the procedures that answer it: any of them is right. Half of
the questions of each family were `held out` while the ranking was tuned; those of the parts `later` and `fresh` were
written after the search terms and the life events, for procedures drawn at random.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from procedures.search.queries.procedure_search import SearchFilter, search
from tests.benchmarks.made_queries import Bm25, folded
from tests.benchmarks.real_names import RealProcedure
from tests.support.procedures_harness import ProceduresHarness

FILE = Path(__file__).with_suffix(".tsv")
LISTED = 60
FAMILIES = (
    "plain",
    "situation",
    "one field",
    "without diacritics",
    "teencode",
    "place and politeness",
    "typos",
    "officers' words",
)
PARTS = ("tuned", "held out", "later", "fresh")


@dataclass(frozen=True)
class SpokenQuestion:
    family: str
    part: str
    question: str
    codes: frozenset[str]


@dataclass(frozen=True)
class Ranks:
    """The rank of a right procedure for each question, from 1; more than `LISTED` where there is none among those."""

    ours: Sequence[int]
    bm25: Sequence[int]

    def within(self, most: int) -> tuple[float, float]:
        """The shares of the questions with a right procedure among so many hits: of the search, and of BM25."""
        ours, bm25 = (sum(rank <= most for rank in ranks) / len(ranks) for ranks in (self.ours, self.bm25))
        return ours, bm25


def spoken_questions() -> list[SpokenQuestion]:
    with FILE.open(newline="") as file:
        return [
            SpokenQuestion(row["family"], row["part"], row["question"], frozenset(row["codes"].split()))
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


async def ranks_of_spoken_questions(
    harness: ProceduresHarness, procedures: Sequence[RealProcedure], questions: Sequence[SpokenQuestion]
) -> dict[SpokenQuestion, tuple[int, int]]:
    """The ranks by the search and by BM25. Procedures that share a name share a rank."""
    names = {procedure.code: tuple(folded(procedure.name)) for procedure in procedures}
    codes = list(names)
    bm25 = Bm25([list(name) for name in names.values()])
    ranks = {}
    async with harness.service.runtime.engine.connect() as connection:
        day = harness.service.clock.today()
        for question in questions:
            hits = (await search(connection, question.question, SearchFilter(day), LISTED)).hits
            theirs = [codes[number] for number in bm25.best(folded(question.question), LISTED)]
            ranks[question] = (
                rank([hit.row["code"] for hit in hits], question.codes, names),
                rank(theirs, question.codes, names),
            )
    return ranks


def rank(found: Sequence[str], right: frozenset[str], names: Mapping[str, tuple[str, ...]]) -> int:
    right_names = {names[code] for code in right if code in names}
    distinct = dict.fromkeys(names[code] for code in found)
    return next((number for number, name in enumerate(distinct, 1) if name in right_names), LISTED + 1)


def by_family(ranks: Mapping[SpokenQuestion, tuple[int, int]]) -> dict[str, Ranks]:
    return {family: _of([pair for question, pair in ranks.items() if question.family == family]) for family in FAMILIES}


def by_part(ranks: Mapping[SpokenQuestion, tuple[int, int]]) -> dict[str, Ranks]:
    parts = {part: _of([pair for question, pair in ranks.items() if question.part == part]) for part in PARTS}
    return {**parts, "all": _of(list(ranks.values()))}


def _of(pairs: Sequence[tuple[int, int]]) -> Ranks:
    return Ranks([ours for ours, _ in pairs], [theirs for _, theirs in pairs])
