"""Typing errors: which known words a mistyped word may stand for."""

from collections.abc import Mapping

LONG_WORD = 6
"""Letters from which on a word may have two errors."""


def distance(first: str, second: str) -> int:
    """The number of missing, superfluous, wrong and swapped letters (optimal string alignment distance)."""
    before: list[int] = []
    last = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                best = min(best, before[column - 2] + 1)
            current.append(best)
        before, last = last, current
    return last[-1]


def differ_by_one(first: str, second: str) -> bool:
    """Whether the distance is 1; faster than computing it."""
    if len(first) > len(second):
        first, second = second, first
    start = next((index for index, letter in enumerate(first) if letter != second[index]), len(first))
    if len(first) < len(second):
        return first[start:] == second[start + 1 :]
    swapped = first[start : start + 2] == second[start : start + 2][::-1] and first[start + 2 :] == second[start + 2 :]
    return first != second and (first[start + 1 :] == second[start + 1 :] or swapped)


def are_similar(first: str, second: str) -> bool:
    """Whether one word may be a typing error of the other. Words that differ at both ends are not similar."""
    return len(first) > 2 and (first[0] == second[0] or first[-1] == second[-1]) and differ_by_one(first, second)


def corrections(word: str, near: Mapping[str, int], most: int = 12) -> dict[str, float]:
    """The nearest of the known words in `near`, each with the weight by which it counts. `near` has the number of
    documents of each word. Words with the same first letter come first, then the more frequent ones."""
    steps, nearest = 1, [known for known in near if differ_by_one(word, known)]
    if not nearest and len(word) >= LONG_WORD:
        steps, nearest = 2, [known for known in near if distance(word, known) == 2]
    nearest.sort(key=lambda known: (known[0] != word[0], -near[known], known))
    return dict.fromkeys(nearest[:most], 0.9 if steps == 1 else 0.7)


def deletions(word: str) -> set[str]:
    """The word, and the word without any one of its letters. Two words that differ by one have one of these in
    common."""
    return {word, *(word[:index] + word[index + 1 :] for index in range(len(word)))}
