"""A commit's subject fits on one line of every tool that lists commits; CONTRIBUTING.md promises it."""

import shutil
import subprocess
from pathlib import Path

from tests.support.requirements import require

ROOT = Path(__file__).parents[2]
LONGEST = 72


def too_long(subjects: list[str]) -> list[str]:
    return [subject for subject in subjects if len(subject) > LONGEST]


def test_the_commits_of_this_branch_have_short_subjects() -> None:
    require("history", "git is not installed" if shutil.which("git") is None else None)
    command = ["git", "-C", str(ROOT), "log", "--format=%s", "main..HEAD"]
    log = subprocess.run(command, capture_output=True, text=True, check=False)
    require("history", f"git: {log.stderr.strip()}" if log.returncode else None)
    assert too_long(log.stdout.splitlines()) == []


def test_a_longer_subject_is_found() -> None:
    assert too_long(["Refuse it", "a" * LONGEST, "a" * (LONGEST + 1)]) == ["a" * (LONGEST + 1)]
