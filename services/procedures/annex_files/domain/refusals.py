"""The refusal of an annex because of its rows, and of changes of the headings that annexes may have.

Refusal
├── AnnexRefused
└── HeadingSynonymNotFound
"""

from collections.abc import Sequence
from dataclasses import asdict

from common.errors import Refusal
from procedures.annex_files.domain.annex_rows import AnnexRowResult, groups_of

LISTED_FAULTS = 500
"""How many faults the problem lists; `more_faults` states how many there are beyond them."""


class AnnexRefused(Refusal):
    """All rows of an annex become items of the draft, or none does; at least one row has faults."""

    status, type, title = 409, "annex-refused", "Rows of the annex cannot be imported"

    def __init__(self, rows: int, refused: Sequence[AnnexRowResult]) -> None:
        faults = [
            {"line": row.line, "code": row.code, "name": row.name, **asdict(fault)}
            for row in refused
            for fault in row.faults
        ]
        more = len(faults) - LISTED_FAULTS
        facts = {"more_faults": more} if more > 0 else {}
        detail = f"{len(refused)} of {rows} rows cannot be imported"
        rules = [asdict(group) for group in groups_of(refused).all()]
        super().__init__(detail, rows=rows, refused=len(refused), faults=faults[:LISTED_FAULTS], rules=rules, **facts)


class HeadingSynonymNotFound(Refusal):
    """There is no synonym with this heading that could be withdrawn."""

    status, type, title = 404, "heading-synonym-not-found", "There is no such synonym of a heading"

    def __init__(self, heading: str) -> None:
        super().__init__(f"no column has the synonym {heading!r}", heading=heading)
