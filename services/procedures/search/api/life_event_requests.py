"""The body by which an officer records life events."""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from procedures.search.api.examples import LIFE_EVENTS
from procedures.search.api.requests import Phrase, of_latin_words
from procedures.search.domain.life_event_table import LifeEventEntry
from procedures.shared.api.text_fields import Body, Code, Line

MOST_WORDS = 12


def of_few_words(value: str) -> str:
    if len(value.split()) > MOST_WORDS:
        raise ValueError(f"a phrase has up to {MOST_WORDS} words")
    for word in value.split():
        for alternative in word.split("/"):
            of_latin_words(alternative)
    return value


EventPhrase = Annotated[Phrase, AfterValidator(str.lower), AfterValidator(of_few_words)]


class LifeEventIn(Body):
    """`phrases` tell of the event: a query must have the words of one, in this order and with few others between. A
    slash separates alternatives of a word. `procedures` are codes, the first procedure to apply for first. `withdrawn`
    removes the event."""

    name: Phrase
    phrases: Annotated[tuple[EventPhrase, ...], Field(max_length=200)] = ()
    procedures: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    withdrawn: bool = False

    @model_validator(mode="after")
    def is_complete(self) -> "LifeEventIn":
        if self.withdrawn == bool(self.phrases or self.procedures):
            raise ValueError("an event has phrases and procedures, and a withdrawn one has neither")
        if not self.withdrawn and not (self.phrases and self.procedures):
            raise ValueError("an event has at least one phrase and one procedure")
        return self

    def entry(self) -> LifeEventEntry:
        return LifeEventEntry(self.name, self.phrases, tuple(dict.fromkeys(self.procedures)), self.withdrawn)


def without_duplicates(events: tuple[LifeEventIn, ...]) -> tuple[LifeEventIn, ...]:
    if len({event.name for event in events}) < len(events):
        raise ValueError("an event is listed twice")
    return events


class LifeEventsIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [LIFE_EVENTS]})

    events: Annotated[tuple[LifeEventIn, ...], Field(min_length=1, max_length=200), AfterValidator(without_duplicates)]
    reason: Line
