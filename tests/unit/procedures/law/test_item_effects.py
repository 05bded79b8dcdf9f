"""The effect of each kind of item on the procedure that it names."""

from typing import cast

import pytest

from procedures.law.domain.item_effects import EFFECTS, ends, replaces_version
from procedures.law.domain.references import ItemKind
from tests.support.decisions import code


@pytest.mark.parametrize(
    ("kind", "successor", "expected_replaces", "expected_ends"),
    [
        (ItemKind.INTRODUCE, None, False, False),
        (ItemKind.AMEND, None, True, False),
        (ItemKind.REPLACE, None, True, False),
        (ItemKind.REPLACE, code(2), False, True),
        (ItemKind.REPEAL, None, False, True),
        (ItemKind.DECLARE_ONLINE, None, False, False),
        (ItemKind.STANDARDISE, None, True, False),
        (ItemKind.DESIGNATE, None, False, False),
        (ItemKind.CONFIRM, None, False, False),
    ],
)
def test_an_item_replaces_a_version_or_ends_the_procedure(
    kind: ItemKind, successor: str | None, expected_replaces: bool, expected_ends: bool
) -> None:
    assert (replaces_version(kind, successor), ends(kind, successor)) == (expected_replaces, expected_ends)  # type: ignore[arg-type]


def test_only_a_designation_and_a_confirmation_change_no_period() -> None:
    assert {kind for kind, effect in EFFECTS.items() if not effect.changes_periods} == {
        ItemKind.DECLARE_ONLINE,
        ItemKind.DESIGNATE,
        ItemKind.CONFIRM,
    }


def test_an_unknown_kind_raises() -> None:
    with pytest.raises(KeyError, match="another"):
        replaces_version(cast("ItemKind", "another"), None)
