"""Refusals of workbooks with values.

Refusal
└── EntrySheetUnknown, EntrySheetRefused, EntrySheetOfAnotherAgency
"""

from collections.abc import Sequence
from dataclasses import asdict

from common.errors import Refusal
from reporting.entry_sheets.domain.entry_sheets import LineFault


class EntrySheetUnknown(Refusal):
    """The workbook is the template that this service wrote for an agency and a period."""

    status, type, title = 422, "entry-sheet-unknown", "The workbook is not the template"

    def __init__(self, reason: str) -> None:
        super().__init__(f"the workbook is not the template: {reason}", reason=reason)


class EntrySheetRefused(Refusal):
    """Every line of the workbook can be taken, else none is; `lines` states for each what is wrong."""

    status, type, title = 422, "entry-sheet-refused", "Lines of the workbook are refused, and none was taken"

    def __init__(self, faults: Sequence[LineFault]) -> None:
        super().__init__(
            f"{len(faults)} lines are refused, the first is {faults[0].line}: {faults[0].detail}",
            count=len(faults),
            lines=[asdict(fault) for fault in faults],
        )


class EntrySheetOfAnotherAgency(Refusal):
    """An agency uploads the template that was written for it."""

    status, type, title = 403, "entry-sheet-of-another-agency", "The workbook is another agency's"

    def __init__(self, agency: str) -> None:
        super().__init__(f"the workbook was written for {agency}", agency=agency)
