"""Every exception from a security check states its reason on its line."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXCEPTION = re.compile(r"# (?:noqa: [A-Z0-9, ]*\bS\d{3}\b|nosec\b)")
REASON = re.compile(r"noqa: [A-Z0-9, ]+ - \w+(?: \S+)+|nosec B\d+ # (?!noqa)\w+(?: \S+)+")


def test_every_exception_has_a_reason() -> None:
    lines = [
        f"{file.relative_to(ROOT)}:{number}"
        for folder in ("libs", "services", "deploy")
        for file in (ROOT / folder).rglob("*.py")
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if EXCEPTION.search(line) and not REASON.search(line)
    ]
    assert lines == []


def test_the_rules_that_bandit_skips_are_checked_by_ruff() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    assert "S" in project["ruff"]["lint"]["select"]
    assert not [rule for rule in project["ruff"]["lint"]["ignore"] if rule.startswith("S")]
    assert set(project["bandit"]["skips"]) == {"B101", "B105", "B108", "B404", "B603", "B607", "B608"}
