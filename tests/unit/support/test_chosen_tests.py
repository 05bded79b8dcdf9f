"""`make test` runs what it was asked for, and everything where it does not know better."""

import subprocess
from pathlib import Path

import pytest

from tests.support import chosen_tests
from tests.support.chosen_tests import ROOT, NoSuchTests, TouchesAll, changed_files, chosen, only, that_can_break

SEARCH = {"tests/unit/procedures/search", "tests/integration/procedures/search"}


def test_a_feature_has_its_tests_of_every_kind() -> None:
    assert only(["procedures/search"]) == SEARCH
    assert only(["procedures/national_catalogue"]) == {
        f"tests/{kind}/procedures/national_catalogue" for kind in ("unit", "integration", "contract")
    }
    assert "tests/integration/reporting" in only(["reporting", "common/http"]) >= only(["common/http"])


def test_a_feature_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(NoSuchTests, match=r"no tests are kept for procedures/serach; .*procedures/search"):
        only(["procedures/search", "procedures/serach"])


@pytest.mark.parametrize(
    ("file", "within", "beyond"),
    [
        ("services/procedures/search/domain/search_query.py", {*SEARCH, "tests/integration/procedures/website", "tests/contract"}, "reporting"),
        ("services/procedures/law/domain/timeline.py", {"tests/unit/procedures/law", "tests/unit/procedures/rectification"}, "search"),
        ("services/procedures/search/gone_by_now.py", {*SEARCH, "tests/integration/procedures/website"}, "webhooks"),
        ("services/procedures/app.py", {"tests/unit/procedures", "tests/integration/procedures"}, "reporting"),
        ("services/procedures/tables/law.py", {"tests/unit/procedures", "tests/integration/procedures"}, "reporting"),
        ("libs/suite/stack.py", {"tests/integration/suite"}, "procedures"),
        ("docs/scopes.md", {"tests/contract", "tests/architecture"}, "unit"),
        ("deploy/Dockerfile", {"tests/deploy"}, "unit"),
        ("tests/unit/support/test_chosen_tests.py", {"tests/unit/support/test_chosen_tests.py"}, "integration"),
        ("tests/contract/procedures/national_catalogue/lay_thu_tuc/1.001234.json", {
            "tests/contract/procedures/national_catalogue/lay_thu_tuc"}, "unit"),
    ],
)  # fmt: skip
def test_a_change_runs_the_tests_of_its_feature_and_of_those_that_import_it(
    file: str, within: set[str], beyond: str
) -> None:
    found = that_can_break([file])
    assert within <= found
    assert [path for path in found if beyond in path.split("/")] == []


def test_a_path_below_another_one_is_not_named_twice() -> None:
    assert that_can_break(["services/procedures/app.py", "services/procedures/search/queries/query_words.py"]) == {
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
def test_what_may_touch_anything_runs_everything(file: str) -> None:
    with pytest.raises(TouchesAll, match=file):
        that_can_break(["services/procedures/search/domain/search_query.py", file])


def test_without_a_choice_everything_runs_and_without_a_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert chosen([], changed=False) is None
    monkeypatch.setattr(chosen_tests, "changed_files", list)
    assert chosen([], changed=True) == set()


def test_everything_runs_where_a_change_may_touch_anything_and_it_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chosen_tests, "changed_files", lambda: ["libs/common/clock.py"])
    assert chosen([], changed=True) is None
    assert capsys.readouterr().out == "everything: libs/common/clock.py\n"


def test_a_change_is_what_differs_from_main_with_what_is_not_committed(
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
    with pytest.raises(TouchesAll, match="no main"):
        changed_files()
    git("branch", "-m", "main")
    git("checkout", "-qb", "mine")
    put("committed")
    put("added", commit=False)
    put("not added", add=False, commit=False)
    assert sorted(changed_files()) == ["added", "committed", "not added"]


def test_what_is_no_feature_is_a_folder_of_some_service() -> None:
    for name in chosen_tests.OF_THE_WHOLE_SERVICE:
        assert list((ROOT / "services").glob(f"*/{name}/")), name
