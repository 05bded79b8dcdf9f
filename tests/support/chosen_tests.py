"""Which tests `make test` runs: all, those of some features (ONLY), or those that a change can break (CHANGED).

A feature's tests lie in folders of its name below each kind of test. A change is what differs from main, with what is
not committed yet; it can break the features that it touches and those whose code imports them. A file for which no
narrower choice is known runs everything.
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
"""Folders of a service that are no feature: all of its features stand on them."""


class NoSuchTests(Exception):
    """The message says what there is."""


class TouchesAll(Exception):
    """The message names the file for which no narrower choice is known."""


def tests_of(name: str) -> set[str]:
    """Of a feature (`procedures/search`), a service, or a part of `libs` (`common/http`, `suite`)."""
    return {f"tests/{kind}/{name}" for kind in KINDS if (ROOT / "tests" / kind / name).is_dir()}


def only(names: Iterable[str]) -> set[str]:
    """Raises `NoSuchTests`."""
    found = set()
    for name in names:
        if not (of_this := tests_of(name.strip("/"))):
            known = sorted(
                {
                    f"{folder.parent.name}/{folder.name}"
                    for kind in KINDS
                    for folder in (ROOT / "tests" / kind).glob("*/[!_]*/")
                }
            )
            raise NoSuchTests(f"no tests are kept for {name}; there are {', '.join(known)}")
        found |= of_this
    return found


def that_can_break(changed: Iterable[str]) -> set[str]:
    """Of these files, by their paths in the repository. Raises `TouchesAll`."""
    return without_inner({path for file in changed for path in broken_by(file)})


def broken_by(file: str) -> set[str]:
    match PurePath(file).parts:
        case ("services", service, feature, _, *_) if is_feature(service, feature):
            above = {path for pair in features_above(service, feature, file) for path in tests_of("/".join(pair))}
            found = {"tests/contract", *(tests_of(f"{service}/{feature}") or tests_of(service)), *above}
        case ("services", service, *_) if service in SERVICES:
            found = {"tests/contract", *tests_of(service)}
        case ("libs", "suite", *_):
            found = tests_of("suite")
        case ("docs", *_) | ("README.md" | "CONTRIBUTING.md",):
            found = {"tests/architecture", "tests/contract"}
        case ("deploy", *_) | ("docker-compose.yml",):
            found = {"tests/deploy"}
        case ("tests", "benchmarks", *_):
            found = tests_of("benchmarks")
        case ("tests", kind, *_, name) if kind != "support" and name.startswith("test_") and name.endswith(".py"):
            found = {file}
        case ("tests", kind, _, *_) if kind in KINDS:
            found = {str(PurePath(file).parent)}
        case _:
            raise TouchesAll(file)
    return {path for path in found if (ROOT / path).exists()}


def is_feature(service: str, name: str) -> bool:
    return service in SERVICES and name not in OF_THE_WHOLE_SERVICE and (ROOT / "services" / service / name).is_dir()


def features_above(service: str, feature: str, file: str) -> set[tuple[str, str]]:
    """Those whose code imports the file, directly or by others; its feature, where the file is no module."""
    graph, module = import_graph(), ".".join(PurePath(file).with_suffix("").parts[1:])
    found = (
        graph.find_downstream_modules(module)
        if file.endswith(".py") and module in graph.modules
        else graph.find_downstream_modules(f"{service}.{feature}", as_package=True)
    )
    pairs = {(parts[0], parts[1]) for name in found if len(parts := name.split(".")) > 2}
    return {pair for pair in pairs if is_feature(*pair)}


@cache
def import_graph() -> grimp.ImportGraph:
    return grimp.build_graph(*SERVICES, cache_dir=None)


def without_inner(paths: set[str]) -> set[str]:
    """A path below another one is in it already."""
    return {path for path in paths if not any(str(folder) in paths for folder in PurePath(path).parents)}


def changed_files() -> list[str]:
    """Since this branch left main, and what is not committed. Raises `TouchesAll`."""
    try:
        base = git("merge-base", "HEAD", "main").strip()
    except subprocess.CalledProcessError as none:
        raise TouchesAll("there is no main to compare with") from none
    commands = (("diff", "--name-only", "--no-renames", base), ("ls-files", "--others", "--exclude-standard"))
    return [file for command in commands for file in git(*command).splitlines()]


def git(*arguments: str) -> str:
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True).stdout


def chosen(names: Sequence[str], changed: bool) -> set[str] | None:
    """None where everything is to run; says what it chose."""
    if names:
        return only(names)
    if not changed:
        return None
    try:
        found = that_can_break(changed_files())
    except TouchesAll as touched:
        print(f"everything: {touched}")
        return None
    print("\n".join(sorted(found)) or "nothing that has tests was changed")
    return found


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make test")
    parser.add_argument("--only", nargs="*", default=[], help="features, such as procedures/search")
    parser.add_argument("--changed", action="store_true", help="what differs from main")
    options = parser.parse_args(arguments)
    try:
        paths = chosen(options.only, options.changed)
    except NoSuchTests as none:
        print(none, file=sys.stderr)
        return 2
    if paths == set():
        return 0
    # three files at a time, since each waits now and then
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "3",
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        *sorted(paths or ()),
    ]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
