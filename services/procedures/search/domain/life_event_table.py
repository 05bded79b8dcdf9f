"""Life events: what happens in a person's life, and the procedures that it makes necessary. They are data, which
officers extend."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from procedures.search.domain.tokens import Token, is_same_word, is_spelled_so

MOST_BETWEEN = 3
"""Words that may stand between two words of a phrase: "bố tôi vừa mới mất" has the phrase "bố mất"."""
NEXT_PROCEDURE = 0.9
"""How much each procedure of an event counts, relative to the one before it."""

Phrase = tuple[tuple[Token, ...], ...]
"""The words of a phrase, each with its alternatives."""


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """`procedures` are codes, that of the first procedure to apply for first. A code without the suffix of a province
    stands for that procedure in each of them."""

    name: str
    phrases: tuple[Phrase, ...]
    procedures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LifeEventEntry:
    """A change of a life event, or that it is withdrawn."""

    name: str
    phrases: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    withdrawn: bool = False


class LifeEventTable:
    """The phrases of all events by the first word."""

    def __init__(self, events: Iterable[LifeEvent]) -> None:
        self.events = tuple(events)
        self._phrases: dict[str, list[tuple[Phrase, Set[str], LifeEvent]]] = defaultdict(list)
        for event in self.events:
            for phrase in event.phrases:
                second = frozenset(token.word for token in phrase[1 if len(phrase) > 1 else 0])
                for word in {token.word for token in phrase[0]}:
                    self._phrases[word].append((phrase, second, event))

    def procedures_for(self, tokens: Sequence[Token]) -> Mapping[str, float]:
        """The codes of the procedures of the event that the query tells of, each with its weight, from 1 down. Of
        several events, those count whose phrases have most words."""
        longest, typed = 0, {token.word for token in tokens}
        found: dict[str, LifeEvent] = {}
        for start, token in enumerate(tokens):
            for phrase, second, event in self._phrases.get(token.word, ()):
                if len(phrase) < longest or typed.isdisjoint(second):
                    continue
                if has_phrase_from(tokens, start, phrase):
                    found = found if len(phrase) == longest else {}
                    longest = len(phrase)
                    found[event.name] = event
        weights: dict[str, float] = {}
        for event in found.values():
            for position, code in enumerate(event.procedures):
                weight = longest * NEXT_PROCEDURE**position
                weights[code] = max(weights.get(code, 0.0), weight)
        return weights


def has_phrase_from(tokens: Sequence[Token], start: int, phrase: Phrase) -> bool:
    """Whether the query has the words of the phrase in their order, the first at this place, with few others
    between."""
    position = start
    for alternatives in phrase:
        last = position + (MOST_BETWEEN if position > start else 0)
        position = next(
            (
                index + 1
                for index in range(position, min(last + 1, len(tokens)))
                if any(_is_word(tokens[index], word) for word in alternatives)
            ),
            0,
        )
        if not position:
            return False
    return True


def _is_word(token: Token, word: Token) -> bool:
    return is_same_word(token, word) and is_spelled_so((token,), (word,))
