"""What the law of one procedure is once an item is annulled, and what stands in the way of that."""

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
from procedures.rectification.domain.replay import AppliedItem, ItemHistory, Undoing, replayed
from tests.support.decisions import code, day, decision, ground, heading, item

CODE, OTHER = code(1), code(2)


def introduce(number: int, on: int, version: int = 1) -> AppliedItem:
    return AppliedItem(ground(number), ItemKind.INTRODUCE, day(on), version=version, heading=heading())


def amend(number: int, on: int, version: int = 2) -> AppliedItem:
    return AppliedItem(ground(number), ItemKind.AMEND, day(on), version=version, heading=heading())


def repeal(number: int, on: int) -> AppliedItem:
    return AppliedItem(ground(number), ItemKind.REPEAL, day(on))


def spans(periods: Periods) -> list[tuple[int, int | None, int, bool]]:
    """From, to, version, under review."""
    return [
        (
            (one.effective_from - day(0)).days,
            (one.effective_to - day(0)).days if one.effective_to else None,
            one.version,
            one.under_review,
        )
        for one in periods
    ]


def without(
    applied: AppliedItem, since: int, *others: AppliedItem | Undoing
) -> list[tuple[int, int | None, int, bool]]:
    """The law once this deed, one of those given, is annulled from a day on."""
    past = ItemHistory(CODE, others)
    return spans(past.without(applied, day(since), replayed(CODE, others).periods))


def test_an_item_of_a_kind_that_nobody_has_decided_about_is_refused_and_introduces_nothing() -> None:
    unknown = AppliedItem(ground(1), cast("ItemKind", "another"), day(10), version=1, heading=heading())
    with pytest.raises(AssertionError, match="another"):
        replayed(CODE, (unknown,))


@pytest.mark.parametrize("since", [5, 10])
def test_a_repeal_annulled_from_its_day_or_earlier_never_was(since: int) -> None:
    ended = repeal(2, 10)
    assert without(ended, since, introduce(1, 0), ended) == [(0, None, 1, False)]


def test_a_repeal_annulled_later_leaves_the_days_between_as_they_were() -> None:
    ended = repeal(2, 10)
    assert without(ended, 20, introduce(1, 0), ended) == [(0, 10, 1, False), (20, None, 1, False)]


def test_what_a_repeal_cancelled_comes_back_with_what_it_cut_off() -> None:
    ended = repeal(3, 10)
    assert without(ended, 10, introduce(1, 0), amend(2, 20), ended) == [(0, 20, 1, False), (20, None, 2, False)]


def test_an_annulled_introduction_leaves_nothing_from_the_day_on() -> None:
    new = introduce(1, 0)
    assert without(new, 0, new) == []
    assert without(new, 7, new) == [(0, 7, 1, False)]


def test_an_annulled_amendment_brings_the_former_version_back() -> None:
    changed = amend(2, 10)
    assert without(changed, 10, introduce(1, 0), changed) == [(0, None, 1, False)]
    assert without(changed, 15, introduce(1, 0), changed) == [
        (0, 10, 1, False),
        (10, 15, 2, False),
        (15, None, 1, False),
    ]


def test_a_predecessor_that_had_given_way_is_back() -> None:
    gone = AppliedItem(ground(2), ItemKind.REPLACE, day(10), successor_code=OTHER)
    assert without(gone, 12, introduce(1, 0), gone) == [(0, 10, 1, False), (12, None, 1, False)]


def test_what_an_annulled_amendment_had_put_under_review_is_no_longer() -> None:
    between = amend(3, 10, version=3)
    assert spans(replayed(CODE, (introduce(1, 0), amend(2, 20), between)).periods)[-1] == (20, None, 2, True)
    assert without(between, 10, introduce(1, 0), amend(2, 20), between) == [(0, 20, 1, False), (20, None, 2, False)]
    standing = without(between, 25, introduce(1, 0), amend(2, 20), between)
    assert standing == [(0, 10, 1, False), (10, 20, 3, False), (20, None, 2, True)], (
        "it stood before that version began"
    )


def test_an_item_that_never_took_effect_changes_nothing_and_does_not_come_back_later() -> None:
    never, ended = amend(2, 20), repeal(3, 10)
    acts = (introduce(1, 0), never, ended)
    assert without(never, 20, *acts) == [(0, 10, 1, False)]
    assert without(ended, 10, introduce(1, 0), ended) == [(0, None, 1, False)], "the storage leaves out what never was"


def test_an_item_annulled_in_part_keeps_its_days_when_another_is_annulled() -> None:
    ended, changed = replace(repeal(2, 10), annulled_from=day(20)), amend(3, 25)
    acts = (introduce(1, 0), ended, Undoing(ended.ground, day(20)), changed)
    assert spans(replayed(CODE, acts).periods) == [(0, 10, 1, False), (20, 25, 1, False), (25, None, 2, False)]
    assert without(changed, 25, *acts) == [(0, 10, 1, False), (20, None, 1, False)]


def named(refused: pytest.ExceptionInfo[LaterItemDependsOnIt]) -> tuple[object, object]:
    return refused.value.facts["item"], refused.value.facts["kind"]


def test_who_amended_what_is_to_be_annulled_stands_in_the_way() -> None:
    changed, again = amend(2, 10), amend(3, 20, version=3)
    with pytest.raises(LaterItemDependsOnIt) as refused:
        without(changed, 10, introduce(1, 0), changed, again)
    assert named(refused) == (3, "amend")


def test_a_new_introduction_after_the_repeal_stands_in_the_way() -> None:
    ended, again = repeal(2, 10), introduce(3, 30, version=2)
    with pytest.raises(LaterItemDependsOnIt) as refused:
        without(ended, 15, introduce(1, 0), ended, again)
    assert named(refused) == (3, "introduce")


@pytest.mark.parametrize(
    "later", [amend(2, 5), repeal(2, 5), AppliedItem(ground(2), ItemKind.DECLARE_ONLINE, day(5), online_level="full")]
)
def test_whatever_needs_the_procedure_stands_in_the_way_of_its_introduction(later: AppliedItem) -> None:
    new = introduce(1, 0)
    with pytest.raises(LaterItemDependsOnIt):
        without(new, 10, new, later)


def test_what_was_annulled_itself_stands_in_nobodys_way() -> None:
    new, ended = introduce(1, 0), replace(repeal(2, 5), annulled_from=day(8))
    assert without(new, 10, new, ended, Undoing(ended.ground, day(8))) == [(0, 5, 1, False), (8, 10, 1, False)]


def test_a_corrected_day_moves_the_law_and_not_past_what_rests_on_it() -> None:
    changed, again = amend(2, 10), amend(3, 20, version=3)
    past = ItemHistory(CODE, (introduce(1, 0), changed, again))
    assert spans(past.corrected(replace(changed, on=day(15)))) == [
        (0, 15, 1, False),
        (15, 20, 2, False),
        (20, None, 3, False),
    ]
    with pytest.raises(LaterItemDependsOnIt) as refused:
        past.corrected(replace(changed, on=day(25)))
    assert named(refused) == (3, "amend")


def test_an_item_is_not_moved_upon_another_version_than_the_one_that_it_changes() -> None:
    first, changed = amend(2, 20), amend(3, 10, version=3)
    past = ItemHistory(CODE, (introduce(1, 0), first, changed))
    with pytest.raises(LaterItemDependsOnIt) as refused:
        past.corrected(replace(changed, on=day(25)))
    assert named(refused) == (2, "amend")


def test_a_mended_content_takes_the_place_of_the_faulty_one_wherever_that_is_law() -> None:
    new, ended = introduce(1, 0), replace(repeal(2, 10), annulled_from=day(20))
    past = ItemHistory(CODE, (new, ended, Undoing(ended.ground, day(20))))
    assert spans(past.corrected(replace(new, version=2))) == [(0, 10, 2, False), (20, None, 2, False)]


def test_a_whole_decision_is_what_still_stands_of_it() -> None:
    drafted = decision(*(item(number=number) for number in (1, 2, 3)))
    assert items_to_annul(drafted, (), {}) == (1, 2, 3)
    assert items_to_annul(drafted, (), {2: day(0)}) == (1, 3)
    assert items_to_annul(drafted, (3, 1), {2: day(0)}) == (1, 3)


def test_nothing_is_annulled_twice() -> None:
    drafted = decision(item(number=1), item(number=2))
    with pytest.raises(ItemAlreadyAnnulled) as refused:
        items_to_annul(drafted, (2,), {2: day(4)})
    assert refused.value.facts == {"item": 2, "annulled_from": day(4)}
    with pytest.raises(DecisionAlreadyAnnulled):
        items_to_annul(drafted, (), {1: day(4), 2: day(4)})
    with pytest.raises(UnknownItem):
        items_to_annul(drafted, (7,), {})
