"""Older code, taken out of the repository's history, to run beside today's on one database.

Which commit is older is decided by the migrations (`older_commit`): the newest one that lacks a migration of today,
and has the others as they are. The first baseline is the commit that gave the first migration its present text. Until a
later migration exists, that commit is taken: an upgrade from it changes the code and not the schema.
"""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha1
from pathlib import Path

from suite.stack import Stack
from suite.supervised_process import SupervisedProcess
from tests.support.requirements import require

ROOT = Path(__file__).parents[2]
OLD = ("libs/common", "services")
"""What is taken of older code. The launcher is today's, and so are the guards that it puts before each process."""
MIGRATION = re.compile(r"services/(\w+)/migrations/versions/(\d{4}_.+)|libs/(common)/migrations/shared_(\d{4}.+)")

Migrations = Mapping[tuple[str, str], str]
"""The hash of each file's text, by service and by name from the number on: a folder that moves changes nothing."""


class MigrationChanged(Exception):
    """A migration was changed after a later one was added: what is installed has run it as it was."""


def git(*arguments: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True).stdout


def keyed(files: Iterable[tuple[str, str]]) -> Migrations:
    """Of paths and hashes, those that belong to migrations."""
    found = ((MIGRATION.fullmatch(path), content) for path, content in files if "__pycache__" not in path)
    return {(match[1] or match[3], match[2] or match[4]): content for match, content in found if match}


def migrations_of(root: Path) -> Migrations:
    files = [file for part in OLD for file in (root / part).rglob("*") if file.is_file()]
    return keyed((str(file.relative_to(root)), blob(file.read_bytes())) for file in files)


def blob(content: bytes) -> str:
    """The name that git gives to this content."""
    return sha1(b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()


def migrations_at(commit: str) -> Migrations:
    entries = [entry.split("\t") for entry in git("ls-tree", "-r", commit, *OLD).splitlines()]
    return keyed((path, described.split()[2]) for described, path in entries)


def older_commit(commits: Iterable[str], today: Migrations, at: Callable[[str], Migrations]) -> str | None:
    """Takes commits from the newest to the oldest. Raises `MigrationChanged`."""
    same = None
    for commit in commits:
        then = at(commit)
        if then == today:
            same = commit
        elif not then.keys() & today.keys():
            break  # from here on back the schema came about by other migrations
        elif then.items() <= today.items():
            return commit
        elif changed := changed_behind_the_newest(then, today):
            raise MigrationChanged(f"after {commit}: {changed}")
    return same


def changed_behind_the_newest(then: Migrations, today: Migrations) -> list[tuple[str, str]]:
    """The newest migration may still be written; those on which later ones build may not."""
    newest = dict[str, str]()
    for service, name in sorted(today):
        newest[service] = name[:4]
    newest["common"] = max(newest.values(), default="")
    return sorted(key for key in then.keys() & today.keys() if then[key] != today[key] and key[1][:4] < newest[key[0]])


def older_code(folder: Path) -> Path:
    """A folder with that commit's services; a loud skip where the history has none."""
    missing = "git is not installed" if shutil.which("git") is None else None
    commit = None
    if missing is None:
        try:
            commits = git("rev-list", "--first-parent", "HEAD").split()
            commit = older_commit(commits, migrations_of(ROOT), migrations_at)
            if commit in (None, commits[0]):
                missing = "before HEAD no commit has today's migrations or a part of them; perhaps the clone is shallow"
        except subprocess.CalledProcessError as failed:
            missing = f"git: {failed.stderr.strip()}"
    require("history", missing)
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", str(commit), *OLD], capture_output=True, check=True
    ).stdout
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    return folder


def has_newer_migrations(service: str, old: Path) -> bool:
    """Whether today's code of a service has migrations that the old code lacks."""
    return any(of == service for of, _ in migrations_of(ROOT).keys() - migrations_of(old).keys())


class VersionedStack(Stack):
    """Starts what it starts from the code in `code`."""

    code: Path = ROOT

    @property
    def python_path(self) -> str:
        """Today's launcher is found behind older code, which is taken without one."""
        return ":".join(str(folder) for folder in (self.code / "libs", self.code / "services", ROOT / "libs"))

    def start_command(self, service: str, *arguments: str, log: str = "") -> SupervisedProcess:
        self.environments[service]["PYTHONPATH"] = self.python_path
        return super().start_command(service, *arguments, log=log)

    def run(self, service: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        self.environments[service]["PYTHONPATH"] = self.python_path
        return super().run(service, *arguments)

    @contextmanager
    def running_from(self, code: Path) -> Iterator[None]:
        before, self.code = self.code, code
        try:
            yield
        finally:
            self.code = before

    def roll(self, name: str, code: Path) -> None:
        """One process after the other, as an orchestrator does it."""
        self.processes[name].stop()
        self.code = code
        self.start_process(name)
