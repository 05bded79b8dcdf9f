"""Queries that are generated from names with a fixed seed, and plain BM25 over the same folded names to compare
with."""

import math
import random
import re
import string
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

Maker = Callable[[list[str], random.Random], list[str]]


def folded(text: str) -> list[str]:
    """Folds a text with the standard library, so that the service's folding is not compared with itself."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if unicodedata.category(letter) != "Mn")
    return re.findall(r"[a-z0-9]+", bare.replace("đ", "d").replace("Đ", "D").lower())


def distorted(words: list[str], rng: random.Random) -> list[str]:
    """Drops a fifth of the words, shuffles the others, and puts a typo into one of them."""
    kept = rng.sample(words, max(1, round(len(words) * 0.8)))
    index = rng.randrange(len(kept))
    kept[index] = mistyped(kept[index], rng)
    return kept


def first_six(words: list[str], _: random.Random) -> list[str]:
    return words[:6]


def any_four(words: list[str], rng: random.Random) -> list[str]:
    return rng.sample(words, min(4, len(words)))


def any_four_in_order(words: list[str], rng: random.Random) -> list[str]:
    return [words[index] for index in sorted(rng.sample(range(len(words)), min(4, len(words))))]


def mistyped(word: str, rng: random.Random) -> str:
    """Leaves out, adds or replaces a letter, or swaps it with the next one."""
    index, letter = rng.randrange(len(word)), rng.choice(string.ascii_lowercase)
    before, after = word[:index], word[index + 1 :]
    swapped = before + after[:1] + word[index] + after[1:]
    typos = (before + after, before + letter + word[index:], before + letter + after, swapped)
    return rng.choice(typos) or word


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
