"""What became of a timeline: past-tense facts, one for each procedure that an item of a Decision touched."""

from dataclasses import dataclass
from datetime import date

from procedures.law.domain.contents import Heading
from procedures.law.domain.parts import Part
from procedures.law.domain.periods import Ground, Period, Periods
from procedures.law.domain.references import ItemKind
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`heading` is the procedure's own from that day on, or its last where nothing follows. `version` is the number of
    the version made."""

    code: ProcedureCode
    kind: ItemKind
    on: date
    ground: Ground
    heading: Heading
    before: Periods
    periods: Periods
    version: int | None = None

    @property
    def closed(self) -> Periods:
        """What was held true until now and no longer is."""
        return tuple(period for period in self.before if period not in self.periods)

    @property
    def opened(self) -> Periods:
        """What is held true from now on."""
        return tuple(period for period in self.periods if period not in self.before)

    @property
    def cancelled(self) -> Periods:
        """What had been decided before and shall not be law at all."""
        kept = {period.version for period in self.periods}
        return tuple(period for period in self.before if period.version not in kept)

    @property
    def marked_for_review(self) -> Periods:
        """What had been decided before and stands, but was written without knowledge of this."""
        reviewed = {period.version for period in self.before if period.under_review}
        return tuple(period for period in self.opened if period.under_review and period.version not in reviewed)

    @property
    def succeeded(self) -> Period | None:
        """The period in force on the day, whose place the version made takes. What is introduced takes nobody's."""
        return next((period for period in self.before if period.contains(self.on)), None) if self.version else None

    def made(self) -> Period | None:
        """The period of the version that the item made, if it made one."""
        return next((period for period in self.periods if period.version == self.version), None)


class Introduced(Change):
    """Mới ban hành, also as the successor in a replacement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Change):
    """Sửa đổi, bổ sung, of the parts that the Decision names."""

    changed_parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced(Change):
    """Thay thế: by the successor, or by a new version of the same code."""

    successor_code: ProcedureCode | None = None


class Repealed(Change):
    """Bãi bỏ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredOnline(Change):
    """Listed as fit for an online service of a level; its periods stay as they are."""

    online_level: str
