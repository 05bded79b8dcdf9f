"""Words as fingers type them: which known words a mistyped one may stand for."""

from collections.abc import Mapping

LONG = 6
"""Letters of a word in which two may be wrong."""


def distance(one: str, other: str) -> int:
    """How many letters are missing, too many, wrong, or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            best = min(last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                best = min(best, before[column - 2] + 1)
            line.append(best)
        before, last = last, line
    return last[-1]


def is_one_step(one: str, other: str) -> bool:
    """Whether their distance is 1, found faster."""
    if len(one) > len(other):
        one, other = other, one
    at = next((number for number, letter in enumerate(one) if letter != other[number]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return one != other and (one[at + 1 :] == other[at + 1 :] or swapped)


def are_alike(one: str, other: str) -> bool:
    """Whether one may be a slip of the other: at both ends at once nobody slips."""
    return len(one) > 2 and (one[0] == other[0] or one[-1] == other[-1]) and is_one_step(one, other)


def meant(word: str, near: Mapping[str, int], most: int = 12) -> dict[str, float]:
    """Of the known words near it, with the number of documents that have each, those that are nearest: with how far
    each counts.
    Those that share its first letter come first, then the more frequent ones."""
    nearest, found = 1, [known for known in near if is_one_step(word, known)]
    if not found and len(word) >= LONG:
        nearest, found = 2, [known for known in near if distance(word, known) == 2]
    found.sort(key=lambda one: (one[0] != word[0], -near[one], one))
    return dict.fromkeys(found[:most], 0.9 if nearest == 1 else 0.7)


def deletions(word: str) -> set[str]:
    """The word, and the word less any one letter: what a typo shares with what was meant."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
