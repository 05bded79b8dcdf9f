"""The walk as a program of each language, written against the generated clients as an integrator would."""

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from os import pathsep
from pathlib import Path

from tests.clients.compilers import JAVAC, TSC
from tests.clients.generators import client_folder
from tests.clients.toolbox import HERE, run

SOURCES = HERE / "walks"
CALLED = ("procedures", "online_services", "population_lookup")
Command = Sequence[str | Path]


def python(_tools: Path, folder: Path, kind: str) -> Command:
    packages = [str(client_folder(folder, kind, service)) for service in CALLED]
    start = f"import runpy, sys; sys.path[:0] = {packages!r}; runpy.run_path(sys.argv.pop(1), run_name='__main__')"
    return [sys.executable, "-c", start, SOURCES / kind / "walk.py"]


def typescript(tools: Path, folder: Path, kind: str) -> Command:
    """The compiler and Node look for packages in the folders above."""
    walk, compiled = copied(folder, kind), folder / f"walk-{kind}-compiled"
    if not (folder / "node_modules").exists():
        (folder / "node_modules").symlink_to(tools / "node_modules")
    options = {**TSC["compilerOptions"], "noEmit": False, "module": "commonjs", "moduleResolution": "node10"}
    options |= {"outDir": str(compiled), "rootDir": str(folder)}
    (walk / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["walk.ts"]}))
    run([tools / "node_modules" / ".bin" / "tsc", "--project", walk], walk)
    return ["node", compiled / walk.name / "walk.js"]


def go(_tools: Path, folder: Path, kind: str) -> Command:
    walk = copied(folder, kind)
    run(["go", "build", "-trimpath", "-mod=readonly", "-o", "walk", "."], walk)
    return [walk / "walk"]


def java(tools: Path, folder: Path, kind: str) -> Command:
    walk = copied(folder, kind)
    classes = pathsep.join(map(str, [walk, folder / kind / "classes", tools / "jars" / "*"]))
    run([*JAVAC, "-cp", classes, "-d", walk, *sorted(walk.glob("*.java"))], walk)
    return ["java", "-XX:TieredStopAtLevel=1", "-cp", classes, "Walk"]


def copied(folder: Path, kind: str) -> Path:
    return shutil.copytree(SOURCES / kind, folder / f"walk-{kind}")


PROGRAMS: dict[str, Callable[[Path, Path, str], Command]] = {
    "python": python,
    "openapi-python-client": python,
    "typescript-fetch": typescript,
    "openapi-typescript": typescript,
    "go": go,
    "java": java,
    "java-native": java,
}
"""By kind of client, what compiles the program where needed, and returns the command that runs it."""
