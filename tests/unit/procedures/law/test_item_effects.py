"""What each kind of item does to the procedure that it names."""

from typing import cast

import pytest

from procedures.law.domain.item_effects import EFFECTS, ends, replaces_version
from procedures.law.domain.references import ItemKind
from tests.support.decisions import code


@pytest.mark.parametrize(
    ("kind", "successor", "goes_on_so", "ends_so"),
    [
        (ItemKind.INTRODUCE, None, False, False),
        (ItemKind.AMEND, None, True, False),
        (ItemKind.REPLACE, None, True, False),
        (ItemKind.REPLACE, code(2), False, True),
        (ItemKind.REPEAL, None, False, True),
        (ItemKind.DECLARE_ONLINE, None, False, False),
    ],
)
def test_a_procedure_goes_on_under_its_code_or_ends(
    kind: ItemKind, successor: str | None, goes_on_so: bool, ends_so: bool
) -> None:
    assert (replaces_version(kind, successor), ends(kind, successor)) == (goes_on_so, ends_so)  # type: ignore[arg-type]


def test_only_a_declaration_leaves_the_periods_as_they_are() -> None:
    assert [kind for kind, effect in EFFECTS.items() if not effect.changes_periods] == [ItemKind.DECLARE_ONLINE]


def test_a_kind_that_nobody_has_decided_about_has_no_effect_that_could_be_guessed() -> None:
    with pytest.raises(KeyError, match="another"):
        replaces_version(cast("ItemKind", "another"), None)
