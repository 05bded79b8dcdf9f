"""The changes of a timeline: past-tense facts, one for each procedure that an item of a Decision concerns."""

from dataclasses import dataclass
from datetime import date

from procedures.law.domain.contents import Heading
from procedures.law.domain.parts import Part
from procedures.law.domain.periods import Ground, Period, Periods
from procedures.law.domain.references import ItemKind
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`heading` is that of the procedure from `on`, or its last one where no period follows. `version` is the number of
    the version that the item created, if it created one. `computed_parts` are the parts in which that version differs
    from the one that it succeeds, computed here where the Decision does not state them. `predecessor_unrecorded` means
    that no earlier version is recorded here: the history of the procedure begins with this change."""

    code: ProcedureCode
    kind: ItemKind
    on: date
    ground: Ground
    heading: Heading
    before: Periods
    periods: Periods
    version: int | None = None
    computed_parts: tuple[Part, ...] | None = None
    predecessor_unrecorded: bool = False

    @property
    def closed(self) -> Periods:
        """The periods that were known until now and no longer apply."""
        return tuple(period for period in self.before if period not in self.periods)

    @property
    def opened(self) -> Periods:
        """The periods that are known from now on."""
        return tuple(period for period in self.periods if period not in self.before)

    @property
    def cancelled(self) -> Periods:
        """The earlier periods whose version will not be in force at any time."""
        kept = {period.version for period in self.periods}
        return tuple(period for period in self.before if period.version not in kept)

    @property
    def marked_for_review(self) -> Periods:
        """The earlier periods that remain, but whose content was written without knowledge of this change."""
        reviewed = {period.version for period in self.before if period.under_review}
        return tuple(period for period in self.opened if period.under_review and period.version not in reviewed)

    @property
    def succeeded_period(self) -> Period | None:
        """The period in force on the day that the new version succeeds; None where the procedure is introduced."""
        return next((period for period in self.before if period.contains(self.on)), None) if self.version else None

    def created_period(self) -> Period | None:
        """The period of the version that the item created, if it created one."""
        return next((period for period in self.periods if period.version == self.version), None)


class Introduced(Change):
    """Mới ban hành, also as the successor in a replacement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Change):
    """Sửa đổi, bổ sung, of the parts that the Decision names; or chuẩn hóa, by its `kind`."""

    changed_parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced(Change):
    """Thay thế: by the successor, or by a new version under the same code."""

    successor_code: ProcedureCode | None = None


class Repealed(Change):
    """Bãi bỏ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredOnline(Change):
    """The Decision lists the procedure as fit for an online service of a level; its periods do not change."""

    online_level: str
    designation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Designated(Change):
    """The Decision lists the procedure for a way of handling; its periods do not change."""

    designation: str


class Confirmed(Change):
    """The Decision publishes the procedure again; nothing changes."""
