"""Which documents a search ranks: those that the query names, by their code or their whole name; those of its life
event; and those whose names have most of its words."""

from collections.abc import Iterable, Sequence
from functools import reduce

from pyroaring import BitMap

from procedures.search.domain.ranking import WITHOUT_SUFFIX
from procedures.search.domain.search_query import (
    QueryWord,
    SearchQuery,
    WordCondition,
    all_but_one_of,
    all_of,
    any_of,
    most_of,
    selecting,
)
from procedures.search.storage.search_index import NONE, SearchIndex, union

RANKED = 120
"""Most procedures that are ranked, and so listed."""
ENOUGH = 30
"""Where fewer procedures have all the words, those that have most of them are ranked too: a word may be a typing error
that is another word."""
HEAVIEST = 8
"""Words of the query by which the procedures to rank are chosen."""


def candidates(index: SearchIndex, query: SearchQuery, allowed: BitMap, coded: BitMap) -> tuple[BitMap, Sequence[int]]:
    """All matches, and those worth ranking: named by the query or its life event, or with its heaviest words in short
    names. Matches have all words; as long as these are few, documents that lack some words match too."""
    named = with_exact_name(index, query, allowed) | coded
    named |= union([index.of_code(code) for code in query.events]) & allowed
    best: dict[int, None] = {}
    matches = named
    for condition in (all_of, all_but_one_of, most_of, any_of):
        matches = named | union([matching(index, condition(words), allowed) for words in query.readings])
        best |= dict.fromkeys(worth_ranking(index, query, matches, named))
        if len(best) >= ENOUGH or any(has_exact_name(index, query, number) for number in named):
            break
    return matches, list(best)


def matching(index: SearchIndex, condition: WordCondition, allowed: BitMap) -> BitMap:
    """The documents that lack at most `condition.missing` words. After each word, `missing[n]` has the documents that
    lack at most n of the words so far."""
    if not condition.words:
        return NONE
    missing = [allowed] + [NONE] * condition.missing
    for number, word in enumerate(condition.words, 1):
        documents = index.having(word.alternatives)
        for most in range(min(number, condition.missing), 0, -1):
            missing[most] = (missing[most] & documents) | missing[most - 1]
        missing[0] = missing[0] & documents
    return missing[-1]


def worth_ranking(index: SearchIndex, query: SearchQuery, matches: BitMap, named: BitMap) -> Iterable[int]:
    """Up to `RANKED` documents: those that the query names, then those whose names have most of its words by weight,
    the shortest names first."""
    best = list(index.shortest(named, RANKED))
    others = matches - named if named else matches
    words = [(word.weight, index.having_in_name(word.alternatives)) for word in heaviest(query.resolved)]
    with_all_words = reduce(BitMap.intersection, [documents for _, documents in words], others)
    if len(with_all_words) >= RANKED:
        return best + list(index.shortest(with_all_words, RANKED - len(best)))
    groups = [(0.0, others)]
    for weight, documents in words:
        groups = [
            (total + added, part)
            for total, group in groups
            for added, part in ((weight, group & documents), (0.0, group - documents))
            if part
        ]
    for _, group in sorted(groups, key=lambda entry: -entry[0]):
        if len(best) == RANKED:
            break
        best += index.shortest(group, RANKED - len(best))
    return best


def heaviest(words: Sequence[QueryWord]) -> Sequence[QueryWord]:
    return sorted(selecting(words), key=lambda word: -word.weight)[:HEAVIEST]


def with_exact_name(index: SearchIndex, query: SearchQuery, allowed: BitMap) -> BitMap:
    """The documents whose name equals the query."""
    words = query.folded.split()
    if not words:
        return NONE
    same_words = reduce(
        BitMap.intersection, [index.having_in_name([word]) for word in words], allowed & index.of_length(len(words))
    )
    return BitMap([number for number in same_words if has_exact_name(index, query, number)])


def has_exact_name(index: SearchIndex, query: SearchQuery, number: int) -> bool:
    return index.documents[number].folded == query.folded


def of_code(index: SearchIndex, code: str) -> BitMap:
    """The documents with the code, its beginning, or its digits. A code with the suffix of a province that nothing has
    stands for the procedure without it."""
    if "." not in code:
        return index.coded.get(code, NONE)
    return index.of_code(code) or (index.with_code(code[:WITHOUT_SUFFIX]) if len(code) > WITHOUT_SUFFIX else NONE)
