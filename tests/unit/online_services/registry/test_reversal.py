"""What becomes of online services when what a Decision did to them is annulled or corrected."""

from collections.abc import Sequence
from datetime import date
from itertools import count

from online_services.law.domain.decision import Decision
from online_services.law.domain.procedure import Agency, InForce, Procedure
from online_services.registry.domain.changes_of_law import (
    Amended,
    ChangeOfLaw,
    DeclaredOnline,
    Ended,
    Rectified,
    consequences,
)
from online_services.registry.domain.levels import LevelHistory, Offer, OnlineLevel, PartialReason
from online_services.registry.domain.online_service import (
    Fact,
    LevelChanged,
    OnlineService,
    Registered,
    Restored,
    ReviewRequested,
    Withdrawn,
)
from online_services.registry.domain.reversal import Declared, Undoing, undo

CODE = "1.000101"
AGENCY = Agency("H60.01", "Sở Tư pháp")
REPEAL = Decision("d-1", "12/QĐ-UBND", "H60", date(2026, 5, 2), "Bãi bỏ")
DECLARING = Decision("d-2", "13/QĐ-UBND", "H60", date(2026, 5, 3), "Đủ điều kiện")
INSTRUMENT = Decision("i-1", "77/QĐ-UBND", "H60", date(2026, 6, 2), "Hủy bỏ")
JANUARY, MARCH, MAY, JULY, AUGUST, OCTOBER = (date(2026, month, 1) for month in (1, 3, 5, 7, 8, 10))
FULL = Offer(OnlineLevel.FULL)
PARTIAL = Offer(OnlineLevel.PARTIAL, PartialReason("must_be_present", "Luật Hộ tịch"))
Span = tuple[date, date | None]


def law(*spans: Span) -> Procedure:
    return Procedure(
        CODE, AGENCY, tuple(InForce(begin, end, "Đăng ký khai sinh", ("commune",)) for begin, end in spans)
    )


def service(offer: Offer = PARTIAL, on: date = MARCH, until: date | None = None, id: str = "one") -> OnlineService:
    return OnlineService(id, CODE, "Đăng ký khai sinh", AGENCY, ("commune",), LevelHistory.beginning(offer, on, until))


def rectified(
    of: Decision, since: date, procedure: Procedure, *, asks_review: bool = False, declared: Declared | None = None
) -> Rectified:
    undoing = Undoing(of.id, since, INSTRUMENT, "sai", procedure, asks_review, declared)
    return Rectified(CODE, since, INSTRUMENT, undoing)


def follow(present: Sequence[OnlineService], *changes: ChangeOfLaw) -> list[Fact]:
    numbers = count(1)
    return consequences(changes, {CODE: present}, lambda: f"new-{next(numbers)}")


def spans(fact: Fact) -> list[tuple[date, date | None, str]]:
    return [(one.effective_from, one.effective_to, str(one.offer.level)) for one in fact.service.levels.periods]


def ended(on: date = JULY) -> Ended:
    return Ended(CODE, on, REPEAL)


def test_a_service_comes_back_from_the_stated_day_with_the_reason_and_the_instrument() -> None:
    _, back = follow([service()], ended(), rectified(REPEAL, AUGUST, law((JANUARY, JULY), (AUGUST, None))))
    assert isinstance(back, Restored)
    assert (back.decision, back.reason, back.effective_on) == (INSTRUMENT, "sai", AUGUST)
    assert spans(back) == [(MARCH, JULY, "partial"), (AUGUST, None, "partial")]
    assert (back.service.id, back.service.revision, back.service.under_review) == ("one", 3, False)


def test_without_a_gap_it_is_offered_as_if_nothing_had_been() -> None:
    _, back = follow([service()], ended(), rectified(REPEAL, JULY, law((JANUARY, None))))
    assert back.service.levels == service().levels


def test_a_change_of_level_that_the_repeal_had_cancelled_comes_back_too() -> None:
    raised = service().change_level(FULL, OCTOBER).service
    _, back = follow([raised], ended(), rectified(REPEAL, JULY, law((JANUARY, None))))
    assert spans(back) == [(MARCH, OCTOBER, "partial"), (OCTOBER, None, "full")]


def test_what_an_officer_changed_before_the_repeal_took_effect_stands() -> None:
    (withdrawn,) = follow([service()], ended())
    raised = withdrawn.service.change_level(FULL, MAY).service
    undoing = rectified(REPEAL, JULY, law((JANUARY, None))).undoing
    (back,) = undo(undoing, [raised], {("one", REPEAL.id): withdrawn.before}, lambda: "new")
    assert spans(back) == [(MARCH, MAY, "partial"), (MAY, None, "full")]


def test_a_service_goes_on_no_longer_than_the_law() -> None:
    _, back = follow([service()], ended(), rectified(REPEAL, JULY, law((JANUARY, OCTOBER))))
    assert spans(back) == [(MARCH, OCTOBER, "partial")]


def test_two_repeals_annulled_one_after_the_other_leave_the_service_as_it_was() -> None:
    earlier = Decision("d-3", "14/QĐ-UBND", "H60", date(2026, 5, 4), "Bãi bỏ")
    *_, last = follow(
        [service()],
        ended(),
        Ended(CODE, MAY, earlier),
        rectified(REPEAL, JULY, law((JANUARY, MAY))),
        rectified(earlier, MAY, law((JANUARY, None))),
    )
    assert spans(last) == [(MARCH, None, "partial")]


def test_a_declared_level_goes_back_to_the_one_before() -> None:
    declared = DeclaredOnline(CODE, MAY, DECLARING, law((JANUARY, None)), OnlineLevel.FULL)
    raised, back = follow([service()], declared, rectified(DECLARING, JULY, law((JANUARY, None))))
    assert spans(raised) == [(MARCH, MAY, "partial"), (MAY, None, "full")]
    assert isinstance(back, LevelChanged)
    assert spans(back) == [(MARCH, MAY, "partial"), (MAY, JULY, "full"), (JULY, None, "partial")]


def test_a_service_that_only_a_declaration_made_ends_with_it() -> None:
    declared = DeclaredOnline(CODE, MAY, DECLARING, law((JANUARY, None)), OnlineLevel.FULL)
    registered, gone = follow([], declared, rectified(DECLARING, JULY, law((JANUARY, None))))
    assert isinstance(registered, Registered)
    assert isinstance(gone, Withdrawn)
    assert spans(gone) == [(MAY, JULY, "full")]


def test_a_declaration_at_another_day_moves_the_level() -> None:
    declared = DeclaredOnline(CODE, MAY, DECLARING, law((JANUARY, None)), OnlineLevel.FULL)
    right = Declared(Offer(OnlineLevel.FULL, decision=DECLARING), JULY)
    for present, expected in (
        ([service()], [(MARCH, JULY, "partial"), (JULY, None, "full")]),
        ([], [(JULY, None, "full")]),
    ):
        *_, moved = follow(present, declared, rectified(DECLARING, MAY, law((JANUARY, None)), declared=right))
        assert spans(moved) == expected


def test_a_repeal_at_another_day_moves_the_withdrawal_both_ways() -> None:
    _, later = follow([service()], ended(), rectified(REPEAL, JULY, law((JANUARY, OCTOBER))))
    _, earlier = follow([service()], ended(), rectified(REPEAL, MAY, law((JANUARY, MAY))))
    assert isinstance(later, Restored)
    assert isinstance(earlier, Withdrawn)
    assert (spans(later), spans(earlier)) == ([(MARCH, OCTOBER, "partial")], [(MARCH, MAY, "partial")])


def test_an_annulled_introduction_withdraws_the_service_and_an_annulled_amendment_asks_for_a_review() -> None:
    (gone,) = follow([service()], rectified(REPEAL, MAY, law((JANUARY, MAY))))
    assert isinstance(gone, Withdrawn)
    assert spans(gone) == [(MARCH, MAY, "partial")]
    _, looked_at = follow(
        [service()], Amended(CODE, MAY, REPEAL), rectified(REPEAL, MAY, law((JANUARY, None)), asks_review=True)
    )
    assert isinstance(looked_at, ReviewRequested)
    assert (looked_at.reason, looked_at.service.under_review) == ("sai", True)


def test_what_was_not_touched_stays() -> None:
    assert follow([service()], rectified(REPEAL, JULY, law((JANUARY, None)))) == []
    assert follow([service(until=MAY)], rectified(REPEAL, JULY, law((JANUARY, None)))) == []


def test_where_nobody_wrote_down_what_was_before_the_last_level_goes_on_and_an_officer_looks_at_it() -> None:
    (withdrawn,) = follow([service()], ended())
    undoing = rectified(REPEAL, AUGUST, law((JANUARY, JULY), (AUGUST, None))).undoing
    (back,) = undo(undoing, [withdrawn.service], {("one", REPEAL.id): None}, lambda: "new")
    assert (spans(back), back.service.under_review) == ([(MARCH, JULY, "partial"), (AUGUST, None, "partial")], True)


def test_a_service_beside_which_another_was_offered_meanwhile_is_registered_anew() -> None:
    (withdrawn,) = follow([service(until=None)], ended(MAY))
    between = service(FULL, JULY, AUGUST, id="two")
    undoing = rectified(REPEAL, OCTOBER, law((JANUARY, MAY), (JULY, AUGUST), (OCTOBER, None))).undoing
    (again,) = undo(undoing, [withdrawn.service, between], {("one", REPEAL.id): withdrawn.before}, lambda: "new")
    assert isinstance(again, Registered)
    assert (again.service.id, again.service.revision, spans(again)) == ("new", 1, [(OCTOBER, None, "partial")])
