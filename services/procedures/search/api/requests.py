"""The body by which an officer records search terms."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from procedures.search.api.examples import SEARCH_TERMS
from procedures.search.domain.folding import has_search_word
from procedures.search.domain.search_query import SearchTermEntry
from procedures.shared.api.text_fields import Body, Line, one_line


def with_a_word(value: str) -> str:
    if not has_search_word(value):
        raise ValueError("the text has no Latin letter or digit, so the search cannot find it")
    return value


Phrase = Annotated[str, StringConstraints(min_length=1, max_length=200), BeforeValidator(one_line)]


class SearchTermIn(Body):
    """`meaning` is the term of the law; without it, the search ignores the words of the term. `withdrawn` removes the
    term."""

    term: Annotated[Phrase, AfterValidator(str.lower)]
    meaning: Annotated[Phrase, AfterValidator(with_a_word)] | None = None
    withdrawn: bool = False

    @model_validator(mode="after")
    def meaning_differs(self) -> "SearchTermIn":
        if not self.withdrawn:
            with_a_word(self.term)
        if self.meaning is not None and self.withdrawn:
            raise ValueError("a withdrawn term has no meaning")
        if self.meaning is not None and self.meaning.lower() == self.term:
            raise ValueError("the meaning must differ from the term")
        return self

    def entry(self) -> SearchTermEntry:
        return SearchTermEntry(self.term, self.meaning, self.withdrawn)


def without_duplicates(terms: tuple[SearchTermIn, ...]) -> tuple[SearchTermIn, ...]:
    if len({term.term for term in terms}) < len(terms):
        raise ValueError("a term is listed twice")
    return terms


class SearchTermsIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [SEARCH_TERMS]})

    terms: Annotated[
        tuple[SearchTermIn, ...], Field(min_length=1, max_length=1_000), AfterValidator(without_duplicates)
    ]
    reason: Line
