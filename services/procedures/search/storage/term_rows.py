"""Search terms and life events as they are stored. Where PostgreSQL folds a text otherwise than Python can, what has it
is left out: no query could be compared with it."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from procedures.search.domain.folding import folded_words
from procedures.search.domain.life_event_table import LifeEvent, Phrase
from procedures.search.domain.term_table import SearchTerm, TermKind
from procedures.search.domain.tokens import ANY_NUMBER, Token, tokens_of

SEPARATOR, NUMBER, ALTERNATIVE = ";", "#", "/"

log = structlog.get_logger()


def usable_terms(rows: Sequence[Mapping[str, Any]]) -> list[SearchTerm]:
    """Leaves out terms of which the search knows no letter: no query can have them."""
    terms = [_term(row) for row in rows]
    unusable = [row["term"] for row, term in zip(rows, terms, strict=True) if not term.words]
    if unusable:
        log.warning("search terms without a word that is searched are left out", terms=unusable)
    return [term for term in terms if term.words]


def usable_events(rows: Sequence[Mapping[str, Any]]) -> list[LifeEvent]:
    return [
        LifeEvent(
            row["name"],
            tuple(phrase for text in row["phrases"] if (phrase := _phrase(text))),
            tuple(row["procedures"]),
        )
        for row in rows
    ]


def _term(row: Mapping[str, Any]) -> SearchTerm:
    context = tuple(words for text in row["context"].split(SEPARATOR) if (words := _words(text)))
    term, meaning = row["term"].replace(NUMBER, f" {ANY_NUMBER} "), row["meaning"]
    return SearchTerm(
        TermKind(row["kind"]),
        tokens_of(term.lower(), row["words"]),
        tokens_of(meaning.lower(), row["meaning_words"]) if meaning else (),
        context,
    )


def _phrase(text: str) -> Phrase:
    phrase = (tuple(token for word in words.split(ALTERNATIVE) for token in _words(word)) for words in text.split())
    return tuple(alternatives for alternatives in phrase if alternatives)


def _words(text: str) -> tuple[Token, ...]:
    folded = folded_words(text)
    return tokens_of(text.lower(), folded) if folded else ()
