"""Older code is chosen by its migrations, so that an upgrade is tested between different schemas if there are any."""

from pathlib import Path

import pytest

from tests.support.previous_code import ROOT, MigrationChanged, Migrations, blob, keyed, migrations_of, older_commit

FIRST = {("procedures", "0001_first.py"): "a", ("reporting", "0001_first.py"): "b", ("common", "0001.py"): "c"}
SECOND = {**FIRST, ("procedures", "0002_more.py"): "d"}
BEFORE = {("procedures", "0001_other.py"): "e", ("procedures", "0002_other.py"): "f"}
REWRITTEN = {**FIRST, ("procedures", "0001_first.py"): "g"}


def older(today: Migrations, *history: Migrations) -> str | None:
    """The commits are numbered, the newest first."""
    return older_commit(map(str, range(len(history))), today, lambda commit: history[int(commit)])


@pytest.mark.parametrize(
    ("today", "history", "commit"),
    [
        (SECOND, [SECOND, SECOND, FIRST, FIRST, BEFORE], "2"),
        (SECOND, [FIRST, BEFORE], "0"),
        (SECOND, [SECOND, {**SECOND, ("procedures", "0002_more.py"): "another"}, FIRST], "2"),
        (FIRST, [FIRST, FIRST, BEFORE, {}], "1"),
        (FIRST, [FIRST, REWRITTEN, BEFORE], "0"),
        (FIRST, [REWRITTEN, BEFORE, {}], None),
        (FIRST, [], None),
    ],
    ids=[
        "before the newest migration",
        "the newest migration is not committed",
        "the newest migration was changed while it was the newest",
        "no later migration: the commit that made the first one",
        "no later migration: the commit that changed the first one",
        "the first migration is not committed as it is",
        "no history",
    ],
)
def test_older_code_is_the_newest_commit_with_fewer_migrations_or_the_oldest_with_the_same_ones(
    today: Migrations, history: list[Migrations], commit: str | None
) -> None:
    assert older(today, *history) == commit


@pytest.mark.parametrize(
    "changed", [("procedures", "0001_first.py"), ("common", "0001.py")], ids=["of a service", "of what services share"]
)
def test_a_migration_that_changed_after_a_later_one_was_added_is_refused(changed: tuple[str, str]) -> None:
    with pytest.raises(MigrationChanged, match=changed[1]):
        older(SECOND, SECOND, {**SECOND, changed: "another"}, FIRST)


def test_migrations_are_keyed_by_service_and_file_name_with_all_their_files() -> None:
    paths = [
        "services/procedures/migrations/versions/0001_first.py",
        "services/procedures/migrations/versions/0001_first/law.sql",
        "services/procedures/migrations/versions/__pycache__/0001_first.pyc",
        "services/procedures/migrations/env.py",
        "libs/common/migrations/shared_0001.py",
        "libs/common/migrations/run.py",
    ]
    assert set(keyed((path, "") for path in paths)) == {
        ("procedures", "0001_first.py"),
        ("procedures", "0001_first/law.sql"),
        ("common", "0001.py"),
    }


def test_the_current_migrations_are_found_in_every_service(tmp_path: Path) -> None:
    assert {service for service, _ in migrations_of(ROOT)} == {
        "procedures",
        "online_services",
        "population_lookup",
        "reporting",
        "common",
    }
    assert migrations_of(tmp_path) == {}


def test_a_file_has_the_hash_that_git_gives_it() -> None:
    assert blob(b"what is up, doc?") == "bd9dbf5aae1a3862dd1526723246b20206e5fc37"
