"""The body by which an officer records search terms."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from common.http.text_forms import one_line
from procedures.search.api.examples import SEARCH_TERMS
from procedures.search.domain.folding import folded_words, has_search_word
from procedures.search.domain.term_table import WITH_MEANING, SearchTermEntry, TermKind
from procedures.shared.api.text_fields import Body, Line


def with_a_word(value: str) -> str:
    if not has_search_word(value):
        raise ValueError("the text has no Latin letter or digit, so the search cannot find it")
    return value


def of_latin_words(value: str) -> str:
    """Refuses also what only PostgreSQL could fold: phrases are compared with queries in Python."""
    if not folded_words(with_a_word(value)) or ";" in value:
        raise ValueError("a phrase has Vietnamese or English words, without semicolons")
    return value


Phrase = Annotated[str, StringConstraints(min_length=1, max_length=200), BeforeValidator(one_line)]
ContextPhrase = Annotated[Phrase, AfterValidator(str.lower), AfterValidator(of_latin_words)]


class SearchTermIn(Body):
    """`meaning` is the term of the law, or what an abbreviation stands for; without it, the search passes over the
    words of the term, unless `kind` says otherwise. `context` are phrases of which a query must have one; a term may
    have a meaning in each context. In `term`, # stands for any number. `withdrawn` removes the term."""

    term: Annotated[Phrase, AfterValidator(str.lower)]
    meaning: Annotated[Phrase, AfterValidator(with_a_word)] | None = None
    kind: TermKind | None = None
    context: Annotated[tuple[ContextPhrase, ...], Field(max_length=100)] = ()
    withdrawn: bool = False

    @model_validator(mode="after")
    def is_consistent(self) -> "SearchTermIn":
        if not self.withdrawn:
            with_a_word(self.term)
        if self.meaning is not None and self.withdrawn:
            raise ValueError("a withdrawn term has no meaning")
        if self.meaning is not None and self.meaning.lower() == self.term:
            raise ValueError("the meaning must differ from the term")
        if not self.withdrawn and (self.entry().kind in WITH_MEANING) != (self.meaning is not None):
            raise ValueError("terms of the kinds meaning and abbreviation have a meaning, and no others")
        return self

    def entry(self) -> SearchTermEntry:
        kind = self.kind or (TermKind.IGNORED if self.meaning is None else TermKind.MEANING)
        return SearchTermEntry(self.term, kind, self.meaning, tuple(sorted(set(self.context))), self.withdrawn)


def without_duplicates(terms: tuple[SearchTermIn, ...]) -> tuple[SearchTermIn, ...]:
    if len({(entry.term, entry.context) for entry in (term.entry() for term in terms)}) < len(terms):
        raise ValueError("a term is listed twice")
    return terms


class SearchTermsIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [SEARCH_TERMS]})

    terms: Annotated[
        tuple[SearchTermIn, ...], Field(min_length=1, max_length=1_000), AfterValidator(without_duplicates)
    ]
    reason: Line
