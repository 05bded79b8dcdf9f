"""Compiles the generated clients, each as its own language does."""

import json
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.clients.documents import SERVICES
from tests.clients.generators import client_folder, package_of
from tests.clients.toolbox import HERE, run

TSC: dict[str, Any] = {
    "compilerOptions": {
        "strict": True,
        "noEmit": True,
        "target": "es2022",
        "module": "esnext",
        "moduleResolution": "bundler",
        "lib": ["es2022", "dom"],
        "types": [],
    },
    "include": ["**/*.ts"],
}
JAVAC = ("javac", "-J-XX:TieredStopAtLevel=1", "-nowarn", "-proc:none")
IMPORT = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
"""


def compile_all(tools: Path, folder: Path) -> None:
    jobs = [
        *((javac, kind, "") for kind in ("java", "java-native")),
        *((go, "go", service) for service in SERVICES),
        *((typescript, kind, "") for kind in ("typescript-fetch", "openapi-typescript")),
        *((python, kind, service) for kind in ("python", "openapi-python-client") for service in SERVICES),
    ]
    with ThreadPoolExecutor(2) as threads:
        for ended in [threads.submit(job, tools, folder, kind, service) for job, kind, service in jobs]:
            ended.result()


def javac(tools: Path, folder: Path, kind: str, _service: str) -> None:
    """One run for all services: most of its time goes into its own start."""
    clients = folder / kind
    sources = sorted(path for service in SERVICES for path in (clients / service / "src" / "main").rglob("*.java"))
    (clients / "sources").write_text("\n".join(map(str, sources)))
    run([*JAVAC, "-cp", f"{tools / 'jars'}/*", "-d", clients / "classes", "@sources"], clients)


def go(_tools: Path, folder: Path, kind: str, service: str) -> None:
    """What it needs is pinned in its go.mod, with the checksums of the walk. Without its folder in what is built, a
    client that is as before comes from the cache."""
    client = client_folder(folder, kind, service)
    shutil.copy(HERE / "walks" / kind / "go.sum", client)
    run(["go", "build", "-trimpath", "-mod=mod", "./..."], client)


def typescript(tools: Path, folder: Path, kind: str, _service: str) -> None:
    clients = folder / kind
    (clients / "tsconfig.json").write_text(json.dumps(TSC))
    run([tools / "node_modules" / ".bin" / "tsc", "--project", clients], clients)


def python(_tools: Path, folder: Path, kind: str, service: str) -> None:
    run([sys.executable, "-W", "ignore", "-c", IMPORT, package_of(kind, service)], client_folder(folder, kind, service))
