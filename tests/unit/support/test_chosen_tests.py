"""`make test` runs the selected tests, and all of them if it knows no narrower selection."""

import subprocess
from pathlib import Path

import pytest

from tests.support import chosen_tests
from tests.support.chosen_tests import (
    ROOT,
    AffectsAllTests,
    NoSuchTests,
    affected_tests,
    changed_files,
    paths_of_features,
    pytest_command,
    select_tests,
)

SEARCH = {"tests/unit/procedures/search", "tests/integration/procedures/search"}


def test_a_feature_has_its_tests_of_every_kind() -> None:
    assert paths_of_features(["procedures/search"]) == SEARCH
    assert paths_of_features(["procedures/national_catalogue"]) == {
        f"tests/{kind}/procedures/national_catalogue" for kind in ("unit", "integration", "contract")
    }
    assert (
        "tests/integration/reporting"
        in paths_of_features(["reporting", "common/http"])
        >= paths_of_features(["common/http"])
    )


def test_an_unknown_feature_is_refused_with_a_list_of_the_known_ones() -> None:
    with pytest.raises(NoSuchTests, match=r"there are no tests of procedures/serach; .*procedures/search"):
        paths_of_features(["procedures/search", "procedures/serach"])


@pytest.mark.parametrize(
    ("file", "included", "excluded"),
    [
        (
            "services/procedures/search/domain/search_query.py",
            {*SEARCH, "tests/integration/procedures/website", "tests/contract"},
            "reporting",
        ),
        (
            "services/procedures/law/domain/timeline.py",
            {"tests/unit/procedures/law", "tests/unit/procedures/rectification"},
            "search",
        ),
        ("services/procedures/search/gone_by_now.py", {*SEARCH, "tests/integration/procedures/website"}, "webhooks"),
        ("services/procedures/app.py", {"tests/unit/procedures", "tests/integration/procedures"}, "reporting"),
        ("services/procedures/tables/law.py", {"tests/unit/procedures", "tests/integration/procedures"}, "reporting"),
        ("libs/suite/stack.py", {"tests/integration/suite"}, "procedures"),
        ("docs/scopes.md", {"tests/contract", "tests/architecture"}, "unit"),
        ("deploy/Dockerfile", {"tests/deploy"}, "unit"),
        ("tests/unit/support/test_chosen_tests.py", {"tests/unit/support/test_chosen_tests.py"}, "integration"),
        (
            "tests/contract/procedures/national_catalogue/lay_thu_tuc/1.001234.json",
            {"tests/contract/procedures/national_catalogue/lay_thu_tuc"},
            "unit",
        ),
    ],
)
def test_a_change_runs_the_tests_of_its_feature_and_of_those_that_import_it(
    file: str, included: set[str], excluded: str
) -> None:
    paths = affected_tests([file])
    assert included <= paths
    assert [path for path in paths if excluded in path.split("/")] == []


def test_a_path_below_another_selected_path_is_left_out() -> None:
    assert affected_tests(["services/procedures/app.py", "services/procedures/search/queries/query_words.py"]) == {
        "tests/contract",
        "tests/unit/procedures",
        "tests/integration/procedures",
    }


@pytest.mark.parametrize(
    "file",
    [
        "libs/common/clock.py",
        "tests/support/postgres.py",
        "tests/conftest.py",
        "pyproject.toml",
        "Makefile",
        "something/new",
    ],
)
def test_a_change_that_may_affect_anything_runs_everything(file: str) -> None:
    with pytest.raises(AffectsAllTests, match=file):
        affected_tests(["services/procedures/search/domain/search_query.py", file])


def test_without_a_selection_everything_runs_and_without_a_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert select_tests([], changed=False) is None
    monkeypatch.setattr(chosen_tests, "changed_files", list)
    assert select_tests([], changed=True) == set()


def test_a_folder_that_is_left_out_is_ignored_among_all_and_among_the_selected() -> None:
    assert "--ignore=tests/deploy" in pytest_command((), ["tests/deploy"])
    assert pytest_command({"tests/unit"}, ["tests/deploy"])[-2:] == ["--ignore=tests/deploy", "tests/unit"]


def test_the_file_for_which_everything_runs_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chosen_tests, "changed_files", lambda: ["libs/common/clock.py"])
    assert select_tests([], changed=True) is None
    assert capsys.readouterr().out == "everything: libs/common/clock.py\n"


def test_a_change_is_the_difference_from_main_with_uncommitted_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def git(*arguments: str) -> None:
        author = ("-c", "user.name=a", "-c", "user.email=a@b")
        subprocess.run(["git", "-C", str(tmp_path), *author, *arguments], check=True, capture_output=True)

    def put(name: str, *, add: bool = True, commit: bool = True) -> None:
        (tmp_path / name).write_text(name)
        if add:
            git("add", ".")
        if commit:
            git("commit", "-qm", name)

    monkeypatch.setattr(chosen_tests, "ROOT", tmp_path)
    git("init", "-q", "-b", "trunk")
    put("first")
    with pytest.raises(AffectsAllTests, match="no main"):
        changed_files()
    git("branch", "-m", "main")
    git("checkout", "-qb", "mine")
    put("committed")
    put("added", commit=False)
    put("not added", add=False, commit=False)
    assert sorted(changed_files()) == ["added", "committed", "not added"]


def test_every_folder_that_is_no_feature_exists_in_some_service() -> None:
    for name in chosen_tests.OF_THE_WHOLE_SERVICE:
        assert list((ROOT / "services").glob(f"*/{name}/")), name
