"""The code as it was before the newest migration, taken out of the repository's history, to run beside today's on one database."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from suite.stack import Town
from suite.supervised_process import Guarded
from tests.support.requirements import need

ROOT = Path(__file__).parents[2]
CODE = ("libs", "services")


def git(*arguments: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True).stdout


def migrations_of(listed: list[str]) -> frozenset[str]:
    found = (re.fullmatch(r"services/(\w+)/(?:storage/)?migrations/versions/(\w+)\.py", name) for name in listed)
    return frozenset(f"{one[1]}/{one[2]}" for one in found if one)


def before_the_newest_migration() -> str | None:
    """The last commit, going back from here, whose migrations are not all of today's."""
    today = migrations_of([str(file.relative_to(ROOT)) for file in (ROOT / "services").rglob("*.py")])
    for commit in git("rev-list", "--first-parent", "HEAD").split():
        if migrations_of(git("ls-tree", "-r", "--name-only", commit, "services").splitlines()) != today:
            return commit
    return None


def older_code(folder: Path) -> Path:
    """A folder with that commit's `libs` and `services`; a loud skip where the history does not reach so far."""
    missing = "git is not installed" if shutil.which("git") is None else None
    commit = None
    if missing is None:
        try:
            commit = before_the_newest_migration()
        except subprocess.CalledProcessError as failed:
            missing = f"git: {failed.stderr.strip()}"
    if missing is None and commit is None:
        missing = "the history does not reach behind the newest migration, as in a shallow clone"
    need("history", missing)
    archive = subprocess.run(["git", "-C", str(ROOT), "archive", str(commit), *CODE], capture_output=True, check=True).stdout
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    return folder


def has_newer_migrations(service: str, old: Path) -> bool:
    """Whether today's code of a service has migrations that the old code lacks."""
    now, then = ({file.name for file in (code / "services" / service).rglob("migrations/versions/*.py")} for code in (ROOT, old))
    return not now <= then


class TownOfVersions(Town):
    """Starts what it starts from the code in `code`."""

    code: Path = ROOT

    @property
    def python_path(self) -> str:
        return ":".join(str(self.code / part) for part in CODE)

    def guarded(self, service: str, *arguments: str, log: str = "") -> Guarded:
        self.environments[service]["PYTHONPATH"] = self.python_path
        return super().guarded(service, *arguments, log=log)

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
