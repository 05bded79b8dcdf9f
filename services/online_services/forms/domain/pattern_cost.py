"""How long a regular expression may take: the engine of Python tries one way of matching after the other, and some
expressions have more ways than a lifetime has seconds. Here the ways are counted before such an expression is kept."""

import re
from collections.abc import Iterable
from re import _constants as opcodes  # type: ignore[attr-defined]  # the parser that re itself uses
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST_WAYS = 2_000
"""Ways of matching at one place of a text; with a text of at most 1,000 characters that is a tenth of a second."""
MOST_CHARACTERS = 200
REPEATS = frozenset({opcodes.MAX_REPEAT, opcodes.MIN_REPEAT})
SINGLE = frozenset({opcodes.LITERAL, opcodes.NOT_LITERAL, opcodes.IN, opcodes.ANY, opcodes.AT})


class PatternRefused(ValueError):
    """The expression is malformed, too long, uses what cannot be bounded, or has too many ways to match."""


def check_pattern(pattern: str, longest_text: int) -> None:
    """Raises `PatternRefused`. `longest_text` is the greatest length of a text that is compared with it."""
    if len(pattern) > MOST_CHARACTERS:
        raise PatternRefused(f"a pattern has at most {MOST_CHARACTERS} characters")
    try:
        tree = parser.parse(pattern)
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternRefused("the pattern is no regular expression") from error
    if _ways(tree, longest_text) > MOST_WAYS:
        raise PatternRefused("the pattern has too many ways to match: bound its repetitions, and nest none")


def _ways(tree: Iterable[tuple[Any, Any]], longest: int) -> int:
    """An upper bound of the ways in which the parts, one after the other, match at one place."""
    ways = 1
    for opcode, argument in tree:
        ways *= _ways_of(opcode, argument, longest)
        if ways > MOST_WAYS:
            break  # more is of no interest, and numbers stay small
    return ways


def _ways_of(opcode: Any, argument: Any, longest: int) -> int:
    if opcode in SINGLE:
        return 1
    if opcode in REPEATS:
        least, most, inner = argument
        return _repeated(_ways(inner, longest), least, min(int(most), longest))
    if opcode is opcodes.SUBPATTERN:
        return _ways(argument[3], longest)
    if opcode is opcodes.BRANCH:
        return sum(_ways(branch, longest) for branch in argument[1])
    raise PatternRefused("the pattern refers back or looks around, which cannot be bounded")


def _repeated(ways: int, least: int, most: int) -> int:
    """What has one way has one for each number of repetitions; what has several multiplies them each time."""
    if ways == 1:
        return max(most - least, 0) + 1
    total = 0
    for count in range(least, most + 1):
        if count > MOST_WAYS.bit_length():
            return MOST_WAYS + 1
        total += ways**count
        if total > MOST_WAYS:
            break
    return total
