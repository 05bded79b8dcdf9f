"""The law of a procedure after the annulment of an item, and the items that prevent an annulment."""

from dataclasses import replace
from typing import cast

import pytest

from procedures.law.domain.periods import Periods
from procedures.law.domain.references import ItemKind
from procedures.rectification.domain.annulment import items_to_annul
from procedures.rectification.domain.refusals import (
    DecisionAlreadyAnnulled,
    ItemAlreadyAnnulled,
    LaterItemDependsOnIt,
    UnknownItem,
)
from procedures.rectification.domain.replay import AppliedItem, ItemAnnulment, ItemHistory, replay
from tests.support.decisions import code, day, decision, ground, heading, item

CODE, OTHER = code(1), code(2)


def introduce(number: int, on: int, version: int = 1) -> AppliedItem:
    return AppliedItem(ground(number), ItemKind.INTRODUCE, day(on), version=version, heading=heading())


def amend(number: int, on: int, version: int = 2) -> AppliedItem:
    return AppliedItem(ground(number), ItemKind.AMEND, day(on), version=version, heading=heading())


def repeal(number: int, on: int) -> AppliedItem:
    return AppliedItem(ground(number), ItemKind.REPEAL, day(on))


def spans(periods: Periods) -> list[tuple[int, int | None, int, bool]]:
    """Returns from, to, version and under review of each period, with days as numbers."""
    return [
        (
            (period.effective_from - day(0)).days,
            (period.effective_to - day(0)).days if period.effective_to else None,
            period.version,
            period.under_review,
        )
        for period in periods
    ]


def without(
    applied: AppliedItem, since: int, *entries: AppliedItem | ItemAnnulment
) -> list[tuple[int, int | None, int, bool]]:
    """Returns the law after the annulment of `applied`, which is one of the entries, from the day `since` on."""
    history = ItemHistory(CODE, entries)
    return spans(history.without(applied, day(since), replay(CODE, entries).periods))


def test_an_item_of_an_unknown_kind_raises() -> None:
    unknown = AppliedItem(ground(1), cast("ItemKind", "another"), day(10), version=1, heading=heading())
    with pytest.raises(AssertionError, match="another"):
        replay(CODE, (unknown,))


@pytest.mark.parametrize("since", [5, 10])
def test_a_repeal_annulled_from_its_day_or_earlier_has_no_effect(since: int) -> None:
    ended = repeal(2, 10)
    assert without(ended, since, introduce(1, 0), ended) == [(0, None, 1, False)]


def test_a_repeal_annulled_later_keeps_its_effect_on_the_days_between() -> None:
    ended = repeal(2, 10)
    assert without(ended, 20, introduce(1, 0), ended) == [(0, 10, 1, False), (20, None, 1, False)]


def test_annulling_a_repeal_restores_the_periods_that_it_cancelled_and_shortened() -> None:
    ended = repeal(3, 10)
    assert without(ended, 10, introduce(1, 0), amend(2, 20), ended) == [(0, 20, 1, False), (20, None, 2, False)]


def test_after_an_annulled_introduction_nothing_is_in_force_from_the_stated_day() -> None:
    new = introduce(1, 0)
    assert without(new, 0, new) == []
    assert without(new, 7, new) == [(0, 7, 1, False)]


def test_an_annulled_amendment_restores_the_former_version() -> None:
    changed = amend(2, 10)
    assert without(changed, 10, introduce(1, 0), changed) == [(0, None, 1, False)]
    assert without(changed, 15, introduce(1, 0), changed) == [
        (0, 10, 1, False),
        (10, 15, 2, False),
        (15, None, 1, False),
    ]


def test_a_replaced_predecessor_is_restored() -> None:
    replaced = AppliedItem(ground(2), ItemKind.REPLACE, day(10), successor_code=OTHER)
    assert without(replaced, 12, introduce(1, 0), replaced) == [(0, 10, 1, False), (12, None, 1, False)]


def test_a_period_is_no_longer_under_review_after_the_amendment_that_marked_it_is_annulled() -> None:
    between = amend(3, 10, version=3)
    assert spans(replay(CODE, (introduce(1, 0), amend(2, 20), between)).periods)[-1] == (20, None, 2, True)
    assert without(between, 10, introduce(1, 0), amend(2, 20), between) == [(0, 20, 1, False), (20, None, 2, False)]
    after_the_mark = without(between, 25, introduce(1, 0), amend(2, 20), between)
    assert after_the_mark == [(0, 10, 1, False), (10, 20, 3, False), (20, None, 2, True)], (
        "the amendment applied until after that version began"
    )


def test_annulling_an_item_that_never_took_effect_changes_nothing_and_keeps_it_out() -> None:
    cancelled, ended = amend(2, 20), repeal(3, 10)
    entries = (introduce(1, 0), cancelled, ended)
    assert without(cancelled, 20, *entries) == [(0, 10, 1, False)]
    assert without(ended, 10, introduce(1, 0), ended) == [(0, None, 1, False)], (
        "the repository omits an item that is annulled from its effective date"
    )


def test_an_item_annulled_in_part_keeps_its_days_when_another_is_annulled() -> None:
    ended, changed = replace(repeal(2, 10), annulled_from=day(20)), amend(3, 25)
    entries = (introduce(1, 0), ended, ItemAnnulment(ended.ground, day(20)), changed)
    assert spans(replay(CODE, entries).periods) == [(0, 10, 1, False), (20, 25, 1, False), (25, None, 2, False)]
    assert without(changed, 25, *entries) == [(0, 10, 1, False), (20, None, 1, False)]


def item_and_kind(refusal: pytest.ExceptionInfo[LaterItemDependsOnIt]) -> tuple[object, object]:
    return refusal.value.facts["item"], refusal.value.facts["kind"]


def test_a_later_amendment_prevents_the_annulment() -> None:
    changed, again = amend(2, 10), amend(3, 20, version=3)
    with pytest.raises(LaterItemDependsOnIt) as refusal:
        without(changed, 10, introduce(1, 0), changed, again)
    assert item_and_kind(refusal) == (3, "amend")


def test_a_new_introduction_after_the_repeal_prevents_the_annulment() -> None:
    ended, again = repeal(2, 10), introduce(3, 30, version=2)
    with pytest.raises(LaterItemDependsOnIt) as refusal:
        without(ended, 15, introduce(1, 0), ended, again)
    assert item_and_kind(refusal) == (3, "introduce")


@pytest.mark.parametrize(
    "later", [amend(2, 5), repeal(2, 5), AppliedItem(ground(2), ItemKind.DECLARE_ONLINE, day(5), online_level="full")]
)
def test_every_item_that_needs_the_procedure_prevents_the_annulment_of_its_introduction(later: AppliedItem) -> None:
    new = introduce(1, 0)
    with pytest.raises(LaterItemDependsOnIt):
        without(new, 10, new, later)


def test_an_item_that_is_annulled_itself_prevents_nothing() -> None:
    new, ended = introduce(1, 0), replace(repeal(2, 5), annulled_from=day(8))
    assert without(new, 10, new, ended, ItemAnnulment(ended.ground, day(8))) == [(0, 5, 1, False), (8, 10, 1, False)]


def test_a_corrected_date_moves_the_periods_but_not_past_an_item_that_depends_on_it() -> None:
    changed, again = amend(2, 10), amend(3, 20, version=3)
    history = ItemHistory(CODE, (introduce(1, 0), changed, again))
    assert spans(history.corrected(replace(changed, on=day(15)))) == [
        (0, 15, 1, False),
        (15, 20, 2, False),
        (20, None, 3, False),
    ]
    with pytest.raises(LaterItemDependsOnIt) as refusal:
        history.corrected(replace(changed, on=day(25)))
    assert item_and_kind(refusal) == (3, "amend")


def test_a_corrected_date_must_not_make_an_item_amend_another_version() -> None:
    first, changed = amend(2, 20), amend(3, 10, version=3)
    history = ItemHistory(CODE, (introduce(1, 0), first, changed))
    with pytest.raises(LaterItemDependsOnIt) as refusal:
        history.corrected(replace(changed, on=day(25)))
    assert item_and_kind(refusal) == (2, "amend")


def test_a_corrected_content_replaces_the_faulty_one_in_every_period() -> None:
    new, ended = introduce(1, 0), replace(repeal(2, 10), annulled_from=day(20))
    history = ItemHistory(CODE, (new, ended, ItemAnnulment(ended.ground, day(20))))
    assert spans(history.corrected(replace(new, version=2))) == [(0, 10, 2, False), (20, None, 2, False)]


def test_an_entire_decision_means_the_items_that_are_not_annulled_yet() -> None:
    drafted = decision(*(item(number=number) for number in (1, 2, 3)))
    assert items_to_annul(drafted, (), {}) == (1, 2, 3)
    assert items_to_annul(drafted, (), {2: day(0)}) == (1, 3)
    assert items_to_annul(drafted, (3, 1), {2: day(0)}) == (1, 3)


def test_an_item_or_a_decision_is_annulled_only_once() -> None:
    drafted = decision(item(number=1), item(number=2))
    with pytest.raises(ItemAlreadyAnnulled) as refusal:
        items_to_annul(drafted, (2,), {2: day(4)})
    assert refusal.value.facts == {"item": 2, "annulled_from": day(4)}
    with pytest.raises(DecisionAlreadyAnnulled):
        items_to_annul(drafted, (), {1: day(4), 2: day(4)})
    with pytest.raises(UnknownItem):
        items_to_annul(drafted, (7,), {})
