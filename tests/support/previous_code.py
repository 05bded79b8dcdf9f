"""Older code from the repository's history, to run beside the current code on one database.

The commit is chosen by its migrations (`older_commit`): it is the newest one that lacks a current migration and has
the others unchanged. Until a second migration exists, the oldest commit is used that has the first one in its present
text and the contracts of the present baseline: an upgrade from it changes the code, and neither the schema nor the
events in an incompatible way.
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
BASELINE = "docs/contracts/BASELINE.md"
OLD = ("libs/common", "services")
"""The folders that come from the older code. The launcher and the guards of its processes are the current ones."""
MIGRATION = re.compile(r"services/(\w+)/migrations/versions/(\d{4}_.+)|libs/(common)/migrations/shared_(\d{4}.+)")

Migrations = Mapping[tuple[str, str], str]
"""The hash of each file, by service and by file name from the number on: moving a folder changes nothing."""


class MigrationChanged(Exception):
    """A migration was changed after a later one was added, although installations have already run it."""


def git(*arguments: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True).stdout


def keyed(files: Iterable[tuple[str, str]]) -> Migrations:
    """The files that belong to migrations, of pairs of path and hash."""
    matches = ((MIGRATION.fullmatch(path), content) for path, content in files if "__pycache__" not in path)
    return {(match[1] or match[3], match[2] or match[4]): content for match, content in matches if match}


def migrations_of(root: Path) -> Migrations:
    files = [file for part in OLD for file in (root / part).rglob("*") if file.is_file()]
    return keyed((str(file.relative_to(root)), blob(file.read_bytes())) for file in files)


def blob(content: bytes) -> str:
    """The object name that git gives to this content."""
    return sha1(b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()


def migrations_at(commit: str) -> Migrations:
    entries = [entry.split("\t") for entry in git("ls-tree", "-r", commit, *OLD).splitlines()]
    return keyed((path, described.split()[2]) for described, path in entries)


def older_commit(commits: Iterable[str], today: Migrations, at: Callable[[str], Migrations]) -> str | None:
    """Chooses one of the commits, which come from the newest to the oldest. Raises `MigrationChanged`."""
    same = None
    for commit in commits:
        then = at(commit)
        if then == today:
            same = commit
        elif not then.keys() & today.keys():
            break  # all earlier commits have other migrations
        elif then.items() <= today.items():
            return commit
        elif changed := changed_behind_the_newest(then, today):
            raise MigrationChanged(f"after {commit}: {changed}")
    return same


def changed_behind_the_newest(then: Migrations, today: Migrations) -> list[tuple[str, str]]:
    """The migrations that were changed although later ones follow them; the newest one may still change."""
    newest = dict[str, str]()
    for service, name in sorted(today):
        newest[service] = name[:4]
    newest["common"] = max(newest.values(), default="")
    return sorted(key for key in then.keys() & today.keys() if then[key] != today[key] and key[1][:4] < newest[key[0]])


def commits_of_baseline() -> list[str]:
    """The commits since the one that last changed the baseline of the contracts, that one included, newest first. Code
    from before may send events that the current code cannot read (ADR 10)."""
    baseline = git("log", "-1", "--first-parent", "--format=%H", "--", BASELINE).strip()
    return [*git("rev-list", "--first-parent", f"{baseline}..HEAD").split(), baseline]


def older_code(folder: Path) -> Path:
    """Returns the folder with the services of that commit; skips the test if the history has none."""
    missing = "git is not installed" if shutil.which("git") is None else None
    commit = None
    if missing is None:
        try:
            commits = commits_of_baseline()
            commit = older_commit(commits, migrations_of(ROOT), migrations_at)
            if commit in (None, commits[0]):
                missing = "no commit before HEAD has today's contracts and migrations; perhaps the clone is shallow"
        except subprocess.CalledProcessError as error:
            missing = f"git: {error.stderr.strip()}"
    require("history", missing)
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", str(commit), *OLD], capture_output=True, check=True
    ).stdout
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    return folder


def has_newer_migrations(service: str, old: Path) -> bool:
    """Whether the current code of a service has migrations that the old code lacks."""
    return any(of == service for of, _ in migrations_of(ROOT).keys() - migrations_of(old).keys())


class VersionedStack(Stack):
    """A stack whose processes run the code in the folder `code`."""

    code: Path = ROOT

    @property
    def python_path(self) -> str:
        """The older code comes without a launcher, so the current one is on the path behind it."""
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
        """Restarts one process with other code, as an orchestrator does."""
        self.processes[name].stop()
        self.code = code
        self.start_process(name)
