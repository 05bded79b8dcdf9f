"""The texts of a service's pages, Vietnamese and English side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from common.http.languages import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en")
Text = tuple[str, str]
"""A text in the order of `LANGUAGES`."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`words` holds texts by key, `values` the texts of coded values by kind and code; `same_kinds` names the kind
    whose texts another kind shares."""

    words: Mapping[str, Text]
    values: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    same_kinds: Mapping[str, str] = field(default_factory=dict)

    def words_in(self, language: Language) -> Callable[[str], str]:
        place = LANGUAGES.index(language)
        return lambda key: self.words[key][place]

    def values_in(self, language: Language) -> Callable[[str, str], str]:
        """A code that has no text of its own is shown as it is."""
        place = LANGUAGES.index(language)
        return lambda kind, value: self.values.get((self.same_kinds.get(kind, kind), value), (value, value))[place]
