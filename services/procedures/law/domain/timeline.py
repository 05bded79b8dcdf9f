"""The timeline of one procedure. Its periods may touch but never overlap; each method returns a change of them.

Decisions come out of order. A version that takes effect before a later period, which was decided earlier, is in force
until that period begins. The later period is then marked for review, because its content was written without knowledge
of the new version. A repeal cancels every later period.
"""

from dataclasses import dataclass
from datetime import date

from procedures.law.domain.changes import Amended, DeclaredOnline, Introduced, Repealed, Replaced
from procedures.law.domain.contents import Heading
from procedures.law.domain.parts import Part
from procedures.law.domain.periods import Ground, Period, Periods
from procedures.law.domain.references import ItemKind
from procedures.law.domain.refusals import ProcedureAlreadyInForce, ProcedureNotInForce
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class Timeline:
    """`periods` are in order; `versions` counts all versions, also those that were never in force."""

    code: ProcedureCode
    periods: Periods = ()
    versions: int = 0

    def in_force_on(self, day: date) -> Period | None:
        return next((period for period in self.periods if period.contains(day)), None)

    def introduce(self, on: date, heading: Heading, ground: Ground, kind: ItemKind = ItemKind.INTRODUCE) -> Introduced:
        """Mới ban hành, or the successor's side of a replacement. Raises `ProcedureAlreadyInForce`."""
        if self.in_force_on(on) is not None:
            raise ProcedureAlreadyInForce(self.code, on, ground.item)
        later = self._periods_from(on)
        new = Period(on, later[0].effective_from if later else None, self.versions + 1, heading, ground)
        return Introduced(
            code=self.code,
            kind=kind,
            on=on,
            ground=ground,
            heading=heading,
            before=self.periods,
            periods=(*self._periods_until(on), new, *_first_marked_for_review(later)),
            version=new.version,
        )

    def amend(self, on: date, heading: Heading, ground: Ground, changed_parts: tuple[Part, ...] = ()) -> Amended:
        """Sửa đổi, bổ sung: a new version replaces the one in force. Raises `ProcedureNotInForce`."""
        return Amended(
            code=self.code,
            kind=ItemKind.AMEND,
            on=on,
            ground=ground,
            heading=heading,
            changed_parts=changed_parts,
            before=self.periods,
            periods=self._with_new_version(on, heading, ground),
            version=self.versions + 1,
        )

    def replace(self, on: date, heading: Heading, ground: Ground) -> Replaced:
        """Thay thế under the same code. Raises `ProcedureNotInForce`."""
        return Replaced(
            code=self.code,
            kind=ItemKind.REPLACE,
            on=on,
            ground=ground,
            heading=heading,
            before=self.periods,
            periods=self._with_new_version(on, heading, ground),
            version=self.versions + 1,
        )

    def supersede(self, on: date, successor: ProcedureCode, ground: Ground) -> Replaced:
        """Thay thế by another code: this procedure ends as by a repeal. Raises `ProcedureNotInForce`."""
        return Replaced(
            code=self.code,
            kind=ItemKind.REPLACE,
            on=on,
            ground=ground,
            heading=self._required_period(on, ground).heading,
            before=self.periods,
            periods=self._periods_until(on),
            successor_code=successor,
        )

    def repeal(self, on: date, ground: Ground) -> Repealed:
        """Bãi bỏ: nothing is in force from that day on, and later periods are cancelled. Raises
        `ProcedureNotInForce`."""
        return Repealed(
            code=self.code,
            kind=ItemKind.REPEAL,
            on=on,
            ground=ground,
            heading=self._required_period(on, ground).heading,
            before=self.periods,
            periods=self._periods_until(on),
        )

    def declare_online(self, on: date, online_level: str, ground: Ground) -> DeclaredOnline:
        """Declares the procedure fit for an online service from that day. Raises `ProcedureNotInForce`."""
        return DeclaredOnline(
            code=self.code,
            kind=ItemKind.DECLARE_ONLINE,
            on=on,
            ground=ground,
            heading=self._required_period(on, ground).heading,
            before=self.periods,
            periods=self.periods,
            online_level=online_level,
        )

    def _required_period(self, on: date, ground: Ground) -> Period:
        if (period := self.in_force_on(on)) is None:
            raise ProcedureNotInForce(self.code, on, ground.item)
        return period

    def _with_new_version(self, on: date, heading: Heading, ground: Ground) -> Periods:
        current = self._required_period(on, ground)
        new = Period(on, current.effective_to, self.versions + 1, heading, ground)
        later = tuple(period for period in self._periods_from(on) if period is not current)
        return (*self._periods_until(on), new, *_first_marked_for_review(later))

    def _periods_until(self, day: date) -> Periods:
        return tuple(period.until(day) for period in self.periods if period.effective_from < day)

    def _periods_from(self, day: date) -> Periods:
        return tuple(period for period in self.periods if period.effective_from >= day)


def _first_marked_for_review(later: Periods) -> Periods:
    return (later[0].marked_for_review(), *later[1:]) if later else ()
