"""What is refused of an annex as a whole, because of its rows.

Refusal
└── AnnexRefused
"""

from collections.abc import Sequence

from common.errors import Refusal
from procedures.annex_files.domain.annex_rows import Fault

SHOWN = 500


class AnnexRefused(Refusal):
    """All rows of an annex become items of the draft, or none; a row cannot."""

    status, type, title = 409, "annex-refused", "Rows of the annex cannot be taken"

    def __init__(self, rows: int, faults: Sequence[tuple[int, Fault]]) -> None:
        told = [
            {"line": line, "column": one.column, "rule": one.rule, "detail": one.detail} for line, one in faults[:SHOWN]
        ]
        refused = len({line for line, _ in faults})
        super().__init__(f"{refused} of {rows} rows cannot be taken", rows=rows, refused=refused, faults=told)
