"""The values that an agency is expected to enter for a period, and which of them are due."""

from dataclasses import dataclass

from reporting.indicators.domain.indicators import Indicator
from reporting.indicators.domain.values import EnteredValue
from reporting.shared.domain.approvals import EntryState
from reporting.shared.domain.periods import Period


@dataclass(frozen=True, slots=True)
class ExpectedValue:
    """`last` is the last value that was entered for the period, `state` what became of it, and `previous` the approved
    one of the latest period before. `place` is empty for the whole province, and where no place is known yet."""

    indicator: Indicator
    place: str
    period: Period
    last: EnteredValue | None
    state: EntryState | None
    previous: EnteredValue | None

    @property
    def is_due(self) -> bool:
        """Whether the agency has to act: nothing is entered, or it was sent back. What waits for approval is not."""
        return self.last is None or self.state is EntryState.SENT_BACK
