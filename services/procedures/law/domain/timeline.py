"""The timeline of one procedure. Its periods may touch but never overlap; each act answers with what becomes of them.

Decisions come out of order. What takes effect before a period that was decided already holds until that period, which
is then
marked for review: its content was written without knowledge of this one. A repeal cancels every later period.
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
    """`periods` in order; `versions` counts all that the procedure ever had, also those that never became law."""

    code: ProcedureCode
    periods: Periods = ()
    versions: int = 0

    def in_force_on(self, day: date) -> Period | None:
        return next((period for period in self.periods if period.contains(day)), None)

    def introduce(self, on: date, heading: Heading, ground: Ground, kind: ItemKind = ItemKind.INTRODUCE) -> Introduced:
        """Mới ban hành, or the successor's side of a replacement. Raises `ProcedureAlreadyInForce`."""
        if self.in_force_on(on) is not None:
            raise ProcedureAlreadyInForce(self.code, on, ground.item)
        later = self._from(on)
        new = Period(on, later[0].effective_from if later else None, self.versions + 1, heading, ground)
        return Introduced(
            code=self.code,
            kind=kind,
            on=on,
            ground=ground,
            heading=heading,
            before=self.periods,
            periods=(*self._until(on), new, *_first_reviewed(later)),
            version=new.version,
        )

    def amend(self, on: date, heading: Heading, ground: Ground, changed_parts: tuple[Part, ...] = ()) -> Amended:
        """Sửa đổi, bổ sung: a new version takes the place of the one in force. Raises `ProcedureNotInForce`."""
        return Amended(
            code=self.code,
            kind=ItemKind.AMEND,
            on=on,
            ground=ground,
            heading=heading,
            changed_parts=changed_parts,
            before=self.periods,
            periods=self._succeeded(on, heading, ground),
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
            periods=self._succeeded(on, heading, ground),
            version=self.versions + 1,
        )

    def give_way(self, on: date, successor: ProcedureCode, ground: Ground) -> Replaced:
        """Thay thế by another code: this one ends as by a repeal. Raises `ProcedureNotInForce`."""
        return Replaced(
            code=self.code,
            kind=ItemKind.REPLACE,
            on=on,
            ground=ground,
            heading=self._required(on, ground).heading,
            before=self.periods,
            periods=self._until(on),
            successor_code=successor,
        )

    def repeal(self, on: date, ground: Ground) -> Repealed:
        """Bãi bỏ: nothing is in force from that day on; what was decided for later falls away. Raises
        `ProcedureNotInForce`."""
        return Repealed(
            code=self.code,
            kind=ItemKind.REPEAL,
            on=on,
            ground=ground,
            heading=self._required(on, ground).heading,
            before=self.periods,
            periods=self._until(on),
        )

    def declare_online(self, on: date, online_level: str, ground: Ground) -> DeclaredOnline:
        """Fit for an online service from that day. Raises `ProcedureNotInForce`."""
        return DeclaredOnline(
            code=self.code,
            kind=ItemKind.DECLARE_ONLINE,
            on=on,
            ground=ground,
            heading=self._required(on, ground).heading,
            before=self.periods,
            periods=self.periods,
            online_level=online_level,
        )

    def _required(self, on: date, ground: Ground) -> Period:
        if (period := self.in_force_on(on)) is None:
            raise ProcedureNotInForce(self.code, on, ground.item)
        return period

    def _succeeded(self, on: date, heading: Heading, ground: Ground) -> Periods:
        current = self._required(on, ground)
        new = Period(on, current.effective_to, self.versions + 1, heading, ground)
        later = tuple(period for period in self._from(on) if period is not current)
        return (*self._until(on), new, *_first_reviewed(later))

    def _until(self, day: date) -> Periods:
        return tuple(period.until(day) for period in self.periods if period.effective_from < day)

    def _from(self, day: date) -> Periods:
        return tuple(period for period in self.periods if period.effective_from >= day)


def _first_reviewed(later: Periods) -> Periods:
    return (later[0].reviewed(), *later[1:]) if later else ()
