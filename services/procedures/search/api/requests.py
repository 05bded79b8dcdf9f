"""Terms of the search as an officer records them."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from procedures.search.api.examples import SEARCH_TERMS
from procedures.search.domain.search_query import SearchTermEntry, spoken_words
from procedures.shared.api.text_fields import Body, Line, one_line


def with_a_word(value: str) -> str:
    if not spoken_words(value):
        raise ValueError("there is no word in it")
    return value


Phrase = Annotated[
    str, StringConstraints(min_length=1, max_length=200), BeforeValidator(one_line), AfterValidator(with_a_word)
]


class SearchTermIn(Body):
    """`meaning` is what the law calls it; null, or left out: the term asks, but names nothing. `withdrawn` ends what
    was recorded."""

    term: Annotated[Phrase, AfterValidator(str.lower)]
    meaning: Phrase | None = None
    withdrawn: bool = False

    @model_validator(mode="after")
    def means_something_else(self) -> "SearchTermIn":
        if self.meaning is not None and self.withdrawn:
            raise ValueError("what is withdrawn means nothing")
        if self.meaning is not None and self.meaning.lower() == self.term:
            raise ValueError("a term that means itself says nothing")
        return self

    def entry(self) -> SearchTermEntry:
        return SearchTermEntry(self.term, self.meaning, self.withdrawn)


def each_once(given: tuple[SearchTermIn, ...]) -> tuple[SearchTermIn, ...]:
    if len({one.term for one in given}) < len(given):
        raise ValueError("each term is given once")
    return given


class SearchTermsIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [SEARCH_TERMS]})

    terms: Annotated[tuple[SearchTermIn, ...], Field(min_length=1, max_length=1_000), AfterValidator(each_once)]
    reason: Line
