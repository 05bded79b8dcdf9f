"""Selects the tests that `make test` runs: all, those of some features (ONLY), or those that a change can break
(CHANGED).

The tests of a feature are in folders of its name below each kind of test. A change is the difference from main,
uncommitted files included. It can break the features that it touches, and those whose code imports them. A file for
which no narrower selection is known runs everything.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path, PurePath

import grimp

ROOT = Path(__file__).parents[2]
KINDS = ("unit", "integration", "contract")
SERVICES = tuple(sorted(folder.name for folder in (ROOT / "services").iterdir() if (folder / "app.py").exists()))
OF_THE_WHOLE_SERVICE = ("cli", "migrations", "shared", "tables")
"""Folders of a service that are no feature: all of its features use them."""


class NoSuchTests(Exception):
    """A feature has no tests; the message lists those that have."""


class AffectsAllTests(Exception):
    """The message names the file for which no narrower selection is known."""


def tests_of(name: str) -> set[str]:
    """The folders of tests of a feature (`procedures/search`), a service, or a part of `libs` (`common/http`,
    `suite`)."""
    return {f"tests/{kind}/{name}" for kind in KINDS if (ROOT / "tests" / kind / name).is_dir()}


def paths_of_features(names: Iterable[str]) -> set[str]:
    """The folders of tests of all the features. Raises `NoSuchTests`."""
    paths = set()
    for name in names:
        if not (folders := tests_of(name.strip("/"))):
            known = sorted(
                {
                    f"{folder.parent.name}/{folder.name}"
                    for kind in KINDS
                    for folder in (ROOT / "tests" / kind).glob("*/[!_]*/")
                }
            )
            raise NoSuchTests(f"there are no tests of {name}; there are tests of {', '.join(known)}")
        paths |= folders
    return paths


def affected_tests(changed: Iterable[str]) -> set[str]:
    """The tests that changes of these files can break. Raises `AffectsAllTests`."""
    return without_inner({path for file in changed for path in broken_by(file)})


def broken_by(file: str) -> set[str]:
    match PurePath(file).parts:
        case ("services", service, feature, _, *_) if is_feature(service, feature):
            importing = {path for pair in features_above(service, feature, file) for path in tests_of("/".join(pair))}
            paths = {"tests/contract", *(tests_of(f"{service}/{feature}") or tests_of(service)), *importing}
        case ("services", service, *_) if service in SERVICES:
            paths = {"tests/contract", *tests_of(service)}
        case ("libs", "suite" | "congbo_client", *_):
            paths = tests_of("suite") | tests_of("congbo_client")
        case ("docs", *_) | ("README.md" | "CONTRIBUTING.md",):
            paths = {"tests/architecture", "tests/contract"}
        case ("deploy", *_) | ("docker-compose.yml",):
            paths = {"tests/deploy"}
        case ("tests", "benchmarks" | "clients" | "fuzz" as kind, *_):
            paths = tests_of(kind)
        case ("tests", kind, *_, name) if kind != "support" and name.startswith("test_") and name.endswith(".py"):
            paths = {file}
        case ("tests", kind, _, *_) if kind in KINDS:
            paths = {str(PurePath(file).parent)}
        case _:
            raise AffectsAllTests(file)
    return {path for path in paths if (ROOT / path).exists()}


def is_feature(service: str, name: str) -> bool:
    return service in SERVICES and name not in OF_THE_WHOLE_SERVICE and (ROOT / "services" / service / name).is_dir()


def features_above(service: str, feature: str, file: str) -> set[tuple[str, str]]:
    """The features whose code imports the file, directly or indirectly; if the file is no module, those that import its
    feature."""
    graph, module = import_graph(), ".".join(PurePath(file).with_suffix("").parts[1:])
    modules = (
        graph.find_downstream_modules(module)
        if file.endswith(".py") and module in graph.modules
        else graph.find_downstream_modules(f"{service}.{feature}", as_package=True)
    )
    pairs = {(parts[0], parts[1]) for name in modules if len(parts := name.split(".")) > 2}
    return {pair for pair in pairs if is_feature(*pair)}


@cache
def import_graph() -> grimp.ImportGraph:
    return grimp.build_graph(*SERVICES, cache_dir=None)


def without_inner(paths: set[str]) -> set[str]:
    """Leaves out each path that lies below another one."""
    return {path for path in paths if not any(str(folder) in paths for folder in PurePath(path).parents)}


def changed_files() -> list[str]:
    """The files that differ from main, uncommitted ones included. Raises `AffectsAllTests`."""
    try:
        base = git("merge-base", "HEAD", "main").strip()
    except subprocess.CalledProcessError as error:
        raise AffectsAllTests("there is no main to compare with") from error
    commands = (("diff", "--name-only", "--no-renames", base), ("ls-files", "--others", "--exclude-standard"))
    return [file for command in commands for file in git(*command).splitlines()]


def git(*arguments: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True).stdout


def select_tests(names: Sequence[str], changed: bool) -> set[str] | None:
    """The paths of the selected tests, which it prints; None if all are to run."""
    if names:
        return paths_of_features(names)
    if not changed:
        return None
    try:
        paths = affected_tests(changed_files())
    except AffectsAllTests as file:
        print(f"everything: {file}")
        return None
    print("\n".join(sorted(paths)) or "nothing that has tests was changed")
    return paths


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make test")
    parser.add_argument("--only", nargs="*", default=[], help="features, such as procedures/search")
    parser.add_argument("--changed", action="store_true", help="what differs from main")
    parser.add_argument("--except", nargs="*", default=[], dest="left_out", metavar="FOLDER", help="run none of these")
    options = parser.parse_args(arguments)
    try:
        paths = select_tests(options.only, options.changed)
    except NoSuchTests as error:
        print(error, file=sys.stderr)
        return 2
    if paths == set():
        return 0
    return subprocess.run(pytest_command(paths or (), options.left_out), cwd=ROOT, check=False).returncode


def pytest_command(paths: Iterable[str], left_out: Iterable[str]) -> list[str]:
    """Runs four files at a time, since half of their time they wait. A test that hangs ends its worker, which is
    replaced: uvloop ignores what the handler of a signal raises."""
    workers = ("-n", "4", "--dist", "loadfile", "--no-loadscope-reorder", "--timeout-method=thread")
    ignored = (f"--ignore={folder}" for folder in left_out)
    return [sys.executable, "-m", "pytest", *workers, *ignored, *sorted(paths)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
