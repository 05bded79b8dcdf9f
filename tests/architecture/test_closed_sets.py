"""A new member of a closed set fails loudly: code that distinguishes the members must handle each of them."""

from pathlib import Path

import pytest

from tests.support.closed_sets import Source, chains, compared_anywhere, incomplete_tables, unguarded_matches

ROOT = Path(__file__).parents[2]
GROWING = ("ItemKind", "OnlineLevel")
"""Enumerations to which the law adds members: a comparison would treat every member that it does not name alike."""


@pytest.fixture(scope="module")
def production() -> Source:
    files = sorted(file for folder in ("services", "libs") for file in (ROOT / folder).rglob("*.py"))
    return Source.of({str(file.relative_to(ROOT)): file.read_text() for file in files})


def test_the_closed_sets_are_found(production: Source) -> None:
    assert {"ItemKind", "OnlineLevel", "Step", "PushOutcome", "RowOutcome"} <= {
        name for _, name in production.enumerations
    }


def test_every_match_ends_with_what_it_does_about_the_rest_and_over_a_closed_set_with_assert_never(
    production: Source,
) -> None:
    assert unguarded_matches(production) == []


def test_repeated_comparisons_with_members_of_one_enumeration_are_a_match(production: Source) -> None:
    assert chains(production) == []


def test_every_table_by_members_of_an_enumeration_names_them_all(production: Source) -> None:
    assert incomplete_tables(production) == []


@pytest.mark.parametrize("enumeration", GROWING)
def test_an_enumeration_that_grows_is_only_looked_up_in_tables_and_matches(
    production: Source, enumeration: str
) -> None:
    assert compared_anywhere(production, enumeration) == []


KINDS = """
from enum import StrEnum
class Kind(StrEnum):
    ONE = "one"
    TWO = "two"
    THREE = "three"
class Left: ...
class Right: ...
"""


def source(text: str) -> Source:
    return Source.of(
        {"services/law/kinds.py": KINDS, "libs/seen.py": f"from law import kinds\nfrom law.kinds import Kind\n{text}"}
    )


@pytest.mark.parametrize(
    "text",
    [
        "match kind:\n    case Kind.ONE: ...\n    case Kind.TWO | Kind.THREE: ...",
        "match kind:\n    case Kind.ONE: ...\n    case _ if late: ...",
        "match kind:\n    case kinds.Kind.ONE: ...\n    case _:\n        return 2",
        "match side:\n    case Left(): ...\n    case _:\n        return Right",
        "match kind:\n    case Kind.ONE: ...\n    case _:\n        report()\n        assert_never(kind)",
    ],
)
def test_a_match_that_lets_a_new_member_pass_is_found(text: str) -> None:
    assert len(unguarded_matches(source(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "match kind:\n    case Kind.ONE: ...\n    case _:\n        assert_never(kind)",
        "match side:\n    case Left() | Right(): ...\n    case _:\n        assert_never(side)",
        "match value:\n    case Left() | Decimal(): ...\n    case _:\n        return value",
        "match status:\n    case 202: ...\n    case _:\n        return status",
    ],
)
def test_a_match_that_refuses_it_or_is_over_an_open_set_is_accepted(text: str) -> None:
    assert unguarded_matches(source(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "if kind is Kind.ONE: ...\nelif kind is Kind.TWO: ...\nelse: ...",
        "1 if kind is Kind.ONE else 2 if kind == Kind.TWO else 3",
        "if kind in (Kind.ONE, Kind.TWO): ...\nelif kind is Kind.THREE: ...",
    ],
)
def test_a_chain_of_comparisons_is_found(text: str) -> None:
    assert len(chains(source(text))) == 1


def test_a_single_comparison_is_accepted_unless_the_enumeration_grows() -> None:
    single = source("if kind is Kind.ONE: ...")
    assert (chains(single), len(compared_anywhere(single, "Kind"))) == ([], 1)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("{Kind.ONE: 1, Kind.TWO: 2, Kind.THREE: 3}", 0),
        ("{Kind.ONE: 1, Kind.TWO: 2}", 1),
        ("{Kind.ONE: 1, Kind.TWO: 2, Kind.THREE: 3, 'another': 4}", 0),
        ("{'one': 1}", 0),
        ("{kinds.Kind.ONE: 1}", 1),
        ("from elsewhere import Kind\n{Kind.ONE: 1}", 0),
    ],
)
def test_a_table_that_leaves_a_member_out_is_found(text: str, count: int) -> None:
    assert len(incomplete_tables(source(text))) == count
