"""The client is a wheel of its own."""

import ast
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

from tests.support.requirements import only_in_full_run

ROOT = Path(__file__).parents[3]
CLIENT = ROOT / "libs" / "congbo_client"
PROJECT = tomllib.loads((CLIENT / "pyproject.toml").read_text())["project"]


def test_the_client_imports_what_its_wheel_requires_and_nothing_else() -> None:
    imported = {
        name.split(".")[0]
        for file in CLIENT.glob("*.py")
        if file.name != "pytest_plugin.py"
        for node in ast.walk(ast.parse(file.read_text()))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    required = {requirement.split(">")[0] for requirement in PROJECT["dependencies"]}
    assert imported - set(sys.stdlib_module_names) - {"congbo_client"} == required


def test_pytest_finds_the_fixtures_of_an_installed_client() -> None:
    (name,) = PROJECT["entry-points"]["pytest11"].values()
    assert find_spec(name) is not None
    assert PROJECT["optional-dependencies"].keys() == {"pytest"}


@only_in_full_run("a wheel is built and installed with what it requires")
def test_the_wheel_is_imported_in_an_empty_environment(tmp_path: Path) -> None:
    def run(*command: str | Path) -> str:
        result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        return result.stdout

    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=CLIENT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    uv = Path(sys.executable).with_name("uv")
    run(uv, "venv", "--quiet", "--python", sys.executable, "venv")
    run(uv, "pip", "install", "--quiet", "--python", "venv/bin/python", wheel)
    program = (
        "import congbo_client, importlib.util as u; print(u.find_spec('common'), congbo_client.Procedures.__name__)"
    )
    assert run("venv/bin/python", "-c", program) == "None Procedures\n"
    marker = "import congbo_client, pathlib as p; print(p.Path(congbo_client.__file__).with_name('py.typed').exists())"
    assert run("venv/bin/python", "-c", marker) == "True\n"
    run(uv, "pip", "install", "--quiet", "--python", "venv/bin/python", "pytest>=8")
    assert "population_mock" in run("venv/bin/python", "-m", "pytest", "--fixtures", "-p", "no:cacheprovider")
