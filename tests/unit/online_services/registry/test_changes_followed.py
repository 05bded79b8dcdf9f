"""The change of the law that each event of `procedures` means for the registry; no event is mistaken for another."""

from datetime import date
from typing import Any, cast

import pytest

from common.contracts.event import Event
from common.contracts.parts import ItemKind
from online_services.registry.commands.changes_of_events import FollowedEvent, change_of
from online_services.registry.domain.changes_of_law import Amended, DeclaredOnline, Ended, Rectified
from tests.support import law_events as law

CODE, ON = "1.000101", date(2026, 3, 24)
PERIOD = law.period(date(2023, 1, 1))


@pytest.mark.parametrize(
    ("event", "change"),
    [
        (law.repealed(CODE, ON), Ended),
        (law.replaced(CODE, ON, by="1.000102"), Ended),
        (law.replaced(CODE, ON, PERIOD), Amended),
        (law.amended(CODE, ON, PERIOD), Amended),
        (law.declared_online(CODE, ON, PERIOD), DeclaredOnline),
        (law.restored(CODE, ON, PERIOD), Rectified),
        (law.annulled(CODE, ItemKind.AMEND, ON, PERIOD), Rectified),
        (law.corrected(CODE, ItemKind.AMEND, ON, ON, PERIOD), Rectified),
    ],
)
def test_each_event_becomes_its_change_of_the_law(event: FollowedEvent, change: type) -> None:
    assert type(change_of(event)) is change


def test_an_unhandled_event_type_fails_and_is_not_followed_as_an_amendment() -> None:
    introduced: Event = law.introduced(CODE, PERIOD)
    with pytest.raises(AssertionError):
        change_of(cast("Any", introduced))


@pytest.mark.parametrize(
    ("kind", "needs_review"),
    [
        (ItemKind.INTRODUCE, False),
        (ItemKind.AMEND, True),
        (ItemKind.REPLACE, True),
        (ItemKind.REPEAL, False),
        (ItemKind.DECLARE_ONLINE, False),
        (ItemKind.STANDARDISE, True),
    ],
)
def test_an_annulled_item_that_had_made_a_version_requests_a_review(kind: ItemKind, needs_review: bool) -> None:
    change = change_of(law.annulled(CODE, kind, ON, PERIOD))
    assert isinstance(change, Rectified)
    assert change.reversal.needs_review is needs_review


@pytest.mark.parametrize("kind", [ItemKind.DESIGNATE, ItemKind.CONFIRM])
def test_the_reversal_of_an_item_that_changed_no_service_changes_none(kind: ItemKind) -> None:
    assert change_of(law.annulled(CODE, kind, ON, PERIOD)) is None
    assert change_of(law.corrected(CODE, kind, ON, ON, PERIOD)) is None


def test_an_unhandled_kind_of_item_fails() -> None:
    with pytest.raises(AssertionError, match="another"):
        change_of(law.annulled(CODE, cast("ItemKind", "another"), ON, PERIOD))
