"""The timeline of one procedure. Its periods may touch but never overlap; each method returns a change of them.

Decisions come out of order. A version that takes effect before a later period, which was decided earlier, is in force
until that period begins. The later period is then marked for review, because its content was written without knowledge
of the new version. A repeal cancels every later period.

A procedure may be older than this register. An item that states so may amend, replace or end it although none of its
versions until then is recorded: its history begins with that item.
"""

from dataclasses import dataclass
from datetime import date

from procedures.law.domain.changes import Amended, Confirmed, DeclaredOnline, Designated, Introduced, Repealed, Replaced
from procedures.law.domain.contents import Heading
from procedures.law.domain.parts import Part
from procedures.law.domain.periods import Ground, Period, Periods
from procedures.law.domain.references import ItemKind
from procedures.law.domain.refusals import PredecessorRecorded, ProcedureAlreadyInForce, ProcedureNotInForce
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class Timeline:
    """`periods` are in order; `versions` counts all versions, also those that were never in force. `ended_on` is the
    day on which an item ended the procedure while none of its versions was recorded, which leaves no period."""

    code: ProcedureCode
    periods: Periods = ()
    versions: int = 0
    ended_on: date | None = None

    def in_force_on(self, day: date) -> Period | None:
        return next((period for period in self.periods if period.contains(day)), None)

    def introduce(self, on: date, heading: Heading, ground: Ground, kind: ItemKind = ItemKind.INTRODUCE) -> Introduced:
        """Mới ban hành, or the successor's side of a replacement. Raises `ProcedureAlreadyInForce`."""
        if self.in_force_on(on) is not None:
            raise ProcedureAlreadyInForce(self.code, on, ground.item)
        return Introduced(
            code=self.code,
            kind=kind,
            on=on,
            ground=ground,
            heading=heading,
            before=self.periods,
            periods=self._beginning(on, heading, ground),
            version=self.versions + 1,
        )

    def amend(
        self,
        on: date,
        heading: Heading,
        ground: Ground,
        changed_parts: tuple[Part, ...] = (),
        *,
        kind: ItemKind = ItemKind.AMEND,
        predecessor_unrecorded: bool = False,
    ) -> Amended:
        """Sửa đổi, bổ sung, or chuẩn hóa: a new version replaces the one in force. Raises `ProcedureNotInForce` and
        `PredecessorRecorded`."""
        return Amended(
            code=self.code,
            kind=kind,
            on=on,
            ground=ground,
            heading=heading,
            changed_parts=changed_parts,
            before=self.periods,
            periods=self._with_new_version(on, heading, ground, predecessor_unrecorded),
            version=self.versions + 1,
            predecessor_unrecorded=predecessor_unrecorded,
        )

    def replace(self, on: date, heading: Heading, ground: Ground, *, predecessor_unrecorded: bool = False) -> Replaced:
        """Thay thế under the same code. Raises `ProcedureNotInForce` and `PredecessorRecorded`."""
        return Replaced(
            code=self.code,
            kind=ItemKind.REPLACE,
            on=on,
            ground=ground,
            heading=heading,
            before=self.periods,
            periods=self._with_new_version(on, heading, ground, predecessor_unrecorded),
            version=self.versions + 1,
            predecessor_unrecorded=predecessor_unrecorded,
        )

    def supersede(
        self, on: date, successor: ProcedureCode, ground: Ground, unrecorded: Heading | None = None
    ) -> Replaced:
        """Thay thế by another code: this procedure ends as by a repeal. `unrecorded` is its heading where none of its
        versions is recorded. Raises `ProcedureNotInForce` and `PredecessorRecorded`."""
        return Replaced(
            code=self.code,
            kind=ItemKind.REPLACE,
            on=on,
            ground=ground,
            heading=self._ended_heading(on, ground, unrecorded),
            before=self.periods,
            periods=self._periods_until(on),
            predecessor_unrecorded=unrecorded is not None,
            successor_code=successor,
        )

    def repeal(self, on: date, ground: Ground, unrecorded: Heading | None = None) -> Repealed:
        """Bãi bỏ: nothing is in force from that day on, and later periods are cancelled. `unrecorded` is the heading of
        a procedure none of whose versions is recorded. Raises `ProcedureNotInForce` and `PredecessorRecorded`."""
        return Repealed(
            code=self.code,
            kind=ItemKind.REPEAL,
            on=on,
            ground=ground,
            heading=self._ended_heading(on, ground, unrecorded),
            before=self.periods,
            periods=self._periods_until(on),
            predecessor_unrecorded=unrecorded is not None,
        )

    def declare_online(
        self, on: date, online_level: str, ground: Ground, designation: str | None = None
    ) -> DeclaredOnline:
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
            designation=designation,
        )

    def designate(self, on: date, designation: str, ground: Ground) -> Designated:
        """Lists the procedure for a way of handling from that day. Raises `ProcedureNotInForce`."""
        return Designated(
            code=self.code,
            kind=ItemKind.DESIGNATE,
            on=on,
            ground=ground,
            heading=self._required_period(on, ground).heading,
            before=self.periods,
            periods=self.periods,
            designation=designation,
        )

    def confirm(self, on: date, ground: Ground) -> Confirmed:
        """Công bố lại: publishes again what is in force on that day. Raises `ProcedureNotInForce`."""
        return Confirmed(
            code=self.code,
            kind=ItemKind.CONFIRM,
            on=on,
            ground=ground,
            heading=self._required_period(on, ground).heading,
            before=self.periods,
            periods=self.periods,
        )

    def _required_period(self, on: date, ground: Ground) -> Period:
        if (period := self.in_force_on(on)) is None:
            raise ProcedureNotInForce(self.code, on, ground.item, recorded=bool(self.versions))
        return period

    def _ended_heading(self, on: date, ground: Ground, unrecorded: Heading | None) -> Heading:
        if unrecorded is None:
            return self._required_period(on, ground).heading
        self._require_unrecorded(on, ground)
        return unrecorded

    def _require_unrecorded(self, on: date, ground: Ground) -> None:
        """Nothing that began by that day may be recorded, be it in force then or not."""
        if any(period.effective_from <= on for period in self.periods):
            raise PredecessorRecorded(self.code, on, ground.item)
        if self.ended_on is not None and self.ended_on <= on:
            raise ProcedureNotInForce(self.code, on, ground.item)

    def _beginning(self, on: date, heading: Heading, ground: Ground) -> Periods:
        """Nothing is in force on that day: the new period lasts until the next one begins, or the recorded end."""
        later = self._periods_from(on)
        ends = [period.effective_from for period in later[:1]]
        ends += [] if self.ended_on is None or self.ended_on <= on else [self.ended_on]
        new = Period(on, min(ends, default=None), self.versions + 1, heading, ground)
        return (*self._periods_until(on), new, *_first_marked_for_review(later))

    def _with_new_version(self, on: date, heading: Heading, ground: Ground, predecessor_unrecorded: bool) -> Periods:
        if predecessor_unrecorded:
            self._require_unrecorded(on, ground)
            return self._beginning(on, heading, ground)
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
