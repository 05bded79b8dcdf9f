"""Annulments and corrections reverse what a Decision did to online services."""

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
from online_services.registry.domain.reversal import CorrectedDeclaration, Reversal, reverse

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
    decision: Decision,
    since: date,
    procedure: Procedure,
    *,
    needs_review: bool = False,
    declaration: CorrectedDeclaration | None = None,
) -> Rectified:
    reversal = Reversal(decision.id, since, INSTRUMENT, "sai", procedure, needs_review, declaration)
    return Rectified(CODE, since, INSTRUMENT, reversal)


def follow(present: Sequence[OnlineService], *changes: ChangeOfLaw) -> list[Fact]:
    numbers = count(1)
    return consequences(changes, {CODE: present}, lambda: f"new-{next(numbers)}")


def spans(fact: Fact) -> list[tuple[date, date | None, str]]:
    return [
        (period.effective_from, period.effective_to, str(period.offer.level)) for period in fact.service.levels.periods
    ]


def ended(on: date = JULY) -> Ended:
    return Ended(CODE, on, REPEAL)


def test_a_service_is_restored_from_the_stated_day_with_the_reason_and_the_instrument() -> None:
    _, restored = follow([service()], ended(), rectified(REPEAL, AUGUST, law((JANUARY, JULY), (AUGUST, None))))
    assert isinstance(restored, Restored)
    assert (restored.decision, restored.reason, restored.effective_on) == (INSTRUMENT, "sai", AUGUST)
    assert spans(restored) == [(MARCH, JULY, "partial"), (AUGUST, None, "partial")]
    assert (restored.service.id, restored.service.revision, restored.service.under_review) == ("one", 3, False)


def test_without_a_gap_the_service_is_offered_as_before_the_repeal() -> None:
    _, restored = follow([service()], ended(), rectified(REPEAL, JULY, law((JANUARY, None))))
    assert restored.service.levels == service().levels


def test_a_change_of_level_that_the_repeal_had_cancelled_is_restored_too() -> None:
    raised = service().change_level(FULL, OCTOBER).service
    _, restored = follow([raised], ended(), rectified(REPEAL, JULY, law((JANUARY, None))))
    assert spans(restored) == [(MARCH, OCTOBER, "partial"), (OCTOBER, None, "full")]


def test_a_change_by_an_officer_before_the_repeal_took_effect_is_kept() -> None:
    (withdrawn,) = follow([service()], ended())
    raised = withdrawn.service.change_level(FULL, MAY).service
    reversal = rectified(REPEAL, JULY, law((JANUARY, None))).reversal
    (restored,) = reverse(reversal, [raised], {("one", REPEAL.id): withdrawn.before}, lambda: "new")
    assert spans(restored) == [(MARCH, MAY, "partial"), (MAY, None, "full")]


def test_a_restored_service_ends_with_its_procedure() -> None:
    _, restored = follow([service()], ended(), rectified(REPEAL, JULY, law((JANUARY, OCTOBER))))
    assert spans(restored) == [(MARCH, OCTOBER, "partial")]


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


def test_an_annulled_declaration_restores_the_former_level() -> None:
    declared = DeclaredOnline(CODE, MAY, DECLARING, law((JANUARY, None)), OnlineLevel.FULL)
    raised, restored = follow([service()], declared, rectified(DECLARING, JULY, law((JANUARY, None))))
    assert spans(raised) == [(MARCH, MAY, "partial"), (MAY, None, "full")]
    assert isinstance(restored, LevelChanged)
    assert spans(restored) == [(MARCH, MAY, "partial"), (MAY, JULY, "full"), (JULY, None, "partial")]


def test_a_service_that_a_declaration_had_registered_ends_with_it() -> None:
    declared = DeclaredOnline(CODE, MAY, DECLARING, law((JANUARY, None)), OnlineLevel.FULL)
    registered, gone = follow([], declared, rectified(DECLARING, JULY, law((JANUARY, None))))
    assert isinstance(registered, Registered)
    assert isinstance(gone, Withdrawn)
    assert spans(gone) == [(MAY, JULY, "full")]


def test_a_corrected_day_of_a_declaration_moves_the_level() -> None:
    declared = DeclaredOnline(CODE, MAY, DECLARING, law((JANUARY, None)), OnlineLevel.FULL)
    correction = CorrectedDeclaration(Offer(OnlineLevel.FULL, decision=DECLARING), JULY)
    for present, expected in (
        ([service()], [(MARCH, JULY, "partial"), (JULY, None, "full")]),
        ([], [(JULY, None, "full")]),
    ):
        *_, moved = follow(present, declared, rectified(DECLARING, MAY, law((JANUARY, None)), declaration=correction))
        assert spans(moved) == expected


def test_a_corrected_day_of_a_repeal_moves_the_withdrawal_both_ways() -> None:
    _, later = follow([service()], ended(), rectified(REPEAL, JULY, law((JANUARY, OCTOBER))))
    _, earlier = follow([service()], ended(), rectified(REPEAL, MAY, law((JANUARY, MAY))))
    assert isinstance(later, Restored)
    assert isinstance(earlier, Withdrawn)
    assert (spans(later), spans(earlier)) == ([(MARCH, OCTOBER, "partial")], [(MARCH, MAY, "partial")])


def test_an_annulled_introduction_withdraws_the_service_and_an_annulled_amendment_requests_a_review() -> None:
    (gone,) = follow([service()], rectified(REPEAL, MAY, law((JANUARY, MAY))))
    assert isinstance(gone, Withdrawn)
    assert spans(gone) == [(MARCH, MAY, "partial")]
    _, review = follow(
        [service()], Amended(CODE, MAY, REPEAL), rectified(REPEAL, MAY, law((JANUARY, None)), needs_review=True)
    )
    assert isinstance(review, ReviewRequested)
    assert (review.reason, review.service.under_review) == ("sai", True)


def test_a_service_that_the_decision_did_not_change_stays_unchanged() -> None:
    assert follow([service()], rectified(REPEAL, JULY, law((JANUARY, None)))) == []
    assert follow([service(until=MAY)], rectified(REPEAL, JULY, law((JANUARY, None)))) == []


def test_without_recorded_former_levels_the_last_level_continues_under_review() -> None:
    (withdrawn,) = follow([service()], ended())
    reversal = rectified(REPEAL, AUGUST, law((JANUARY, JULY), (AUGUST, None))).reversal
    (restored,) = reverse(reversal, [withdrawn.service], {("one", REPEAL.id): None}, lambda: "new")
    assert (spans(restored), restored.service.under_review) == (
        [(MARCH, JULY, "partial"), (AUGUST, None, "partial")],
        True,
    )


def test_a_service_is_registered_anew_where_another_was_offered_in_the_meantime() -> None:
    (withdrawn,) = follow([service(until=None)], ended(MAY))
    between = service(FULL, JULY, AUGUST, id="two")
    reversal = rectified(REPEAL, OCTOBER, law((JANUARY, MAY), (JULY, AUGUST), (OCTOBER, None))).reversal
    (registered,) = reverse(
        reversal, [withdrawn.service, between], {("one", REPEAL.id): withdrawn.before}, lambda: "new"
    )
    assert isinstance(registered, Registered)
    assert (registered.service.id, registered.service.revision, spans(registered)) == (
        "new",
        1,
        [(OCTOBER, None, "partial")],
    )
