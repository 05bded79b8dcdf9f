"""Every package is pinned by its content, and no file that pins one names an address."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "tests").rglob("package-lock.json"))
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_there_are_pin_files() -> None:
    assert len(LOCKS) >= 2
    assert len(REQUIREMENTS) >= 5


@pytest.mark.parametrize("file", [*LOCKS, *REQUIREMENTS], ids=name_of)
def test_a_pin_file_names_no_address(file: Path) -> None:
    assert [line for line in file.read_text().splitlines() if "://" in line] == []


@pytest.mark.parametrize("file", LOCKS, ids=name_of)
def test_packages_of_javascript_are_pinned_by_their_content(file: Path) -> None:
    pinned = [package for name, package in json.loads(file.read_text())["packages"].items() if name]
    assert pinned
    assert all("integrity" in package for package in pinned)
