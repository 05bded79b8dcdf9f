"""Reads the papers of a cell. Each line is a paper; a line that ends with a colon is the heading of those below it."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from procedures.law.domain.cases import by_case
from procedures.law.domain.papers import Paper, PapersOfCase

_sheets = re.compile(
    r"(?P<name>.*\S)\s*(?::|\()\s*"
    r"(?:(?P<originals>[0-9]{1,3}) bản chính(?:(?:,| và) (?P<copies>[0-9]{1,3}) bản sao)?|(?P<only>[0-9]{1,3}) bản sao)"
    r"\s*\)?[.;]?",
    re.IGNORECASE | re.DOTALL,
)
_heading = re.compile(
    r"(?:[-–•*+]\s*)?(?:[a-zđ0-9]{1,2}[.)]\s*)?(?:trường\s+hợp:\s*(?P<case>\S.*)|(?P<heading>\S.*?)\s*:)", re.IGNORECASE
)


def papers_in(lines: Iterable[str]) -> tuple[PapersOfCase, ...]:
    """The papers by case; those without a heading are needed in all cases. A heading with nothing below it is a
    paper."""
    return tuple(PapersOfCase(case, papers) for case, papers in by_case(_cases(list(lines))))


def _cases(lines: list[str]) -> Iterator[tuple[str | None, tuple[Paper, ...]]]:
    case = None
    for text, following in zip_longest(lines, lines[1:]):
        heading = _heading.fullmatch(text)
        if heading and following is not None and not _heading.fullmatch(following):
            case = heading["case"] or heading["heading"]
        else:
            yield case, (paper_in(text),)


def paper_in(text: str) -> Paper:
    """How many sheets are needed is not stated where the line does not end with it."""
    text = re.sub(r"^[-–•*+]\s*(?=\S)", "", text)
    if (match := _sheets.fullmatch(text)) is None:
        return Paper(None, text, None, None)
    return Paper(None, match["name"].strip(), int(match["originals"] or 0), int(match["copies"] or match["only"] or 0))
