"""The refusal of an annex because of its rows, and of changes of the headings that annexes may have.

Refusal
├── AnnexRefused
└── HeadingSynonymNotFound
"""

from collections.abc import Sequence

from common.errors import Refusal
from procedures.annex_files.domain.annex_rows import Fault

LISTED_FAULTS = 500
"""How many faults the problem lists; `more_faults` states how many there are beyond them."""


class AnnexRefused(Refusal):
    """All rows of an annex become items of the draft, or none does; at least one row has faults."""

    status, type, title = 409, "annex-refused", "Rows of the annex cannot be imported"

    def __init__(self, rows: int, faults: Sequence[tuple[int, Fault]]) -> None:
        listed = [
            {"line": line, "column": fault.column, "rule": fault.rule, "detail": fault.detail}
            for line, fault in faults[:LISTED_FAULTS]
        ]
        refused = len({line for line, _ in faults})
        more = len(faults) - len(listed)
        facts = {"more_faults": more} if more else {}
        detail = f"{refused} of {rows} rows cannot be imported"
        super().__init__(detail, rows=rows, refused=refused, faults=listed, **facts)


class HeadingSynonymNotFound(Refusal):
    """There is no synonym with this heading that could be withdrawn."""

    status, type, title = 404, "heading-synonym-not-found", "There is no such synonym of a heading"

    def __init__(self, heading: str) -> None:
        super().__init__(f"no column has the synonym {heading!r}", heading=heading)
