"""Questions made from names with a fixed seed, and plain BM25 over the same folded names to be held against."""

import math
import random
import re
import string
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

Maker = Callable[[list[str], random.Random], list[str]]


def folded(text: str) -> list[str]:
    """By Python's own means, so that the service's folding is not measured by itself."""
    bare = "".join(one for one in unicodedata.normalize("NFD", text) if unicodedata.category(one) != "Mn")
    return re.findall(r"[a-z0-9]+", bare.replace("đ", "d").replace("Đ", "D").lower())


def spoiled(words: list[str], chance: random.Random) -> list[str]:
    """A fifth of the words dropped, the others shuffled, one typo in one of them."""
    kept = chance.sample(words, max(1, round(len(words) * 0.8)))
    at = chance.randrange(len(kept))
    kept[at] = mistyped(kept[at], chance)
    return kept


def first_six(words: list[str], _: random.Random) -> list[str]:
    return words[:6]


def any_four(words: list[str], chance: random.Random) -> list[str]:
    return chance.sample(words, min(4, len(words)))


def any_four_in_order(words: list[str], chance: random.Random) -> list[str]:
    return [words[at] for at in sorted(chance.sample(range(len(words)), min(4, len(words))))]


def mistyped(word: str, chance: random.Random) -> str:
    """A letter left out, added, wrong, or swapped with the next."""
    at, letter = chance.randrange(len(word)), chance.choice(string.ascii_lowercase)
    other = word[at + 1 : at + 2]
    swapped = word[:at] + other + word[at] + word[at + 2 :]
    ways = (word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :], swapped)
    return chance.choice(ways) or word


class Bm25:
    """Okapi BM25 with the usual k1 and b, over folded names."""

    def __init__(self, names: Sequence[list[str]], k1: float = 1.5, b: float = 0.75) -> None:
        mean = sum(map(len, names)) / len(names)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, name in enumerate(names):
            for word, times in Counter(name).items():
                self.postings[word].append((number, times * (k1 + 1) / (times + k1 * (1 - b + b * len(name) / mean))))
        self.count = len(names)

    def best(self, words: list[str], most: int) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for word in words:
            found = self.postings.get(word, [])
            weight = math.log(1 + (self.count - len(found) + 0.5) / (len(found) + 0.5))
            for number, part in found:
                scores[number] += weight * part
        return sorted(scores, key=lambda number: -scores[number])[:most]
