"""What a layer of a feature may contain, beyond the order of imports: SQL and the making of files have layers of their
own."""

import ast
import re
from pathlib import Path

import pytest

SERVICES = Path(__file__).parents[2] / "services"
WITHOUT_SQL = {"api", "clients", "commands", "domain", "events", "formats"}
MAKES_FILES = {"csv", "docx", "openpyxl", "xml", "zipfile"}
ANNOTATIONS = {"AsyncConnection", "Row", "RowMapping"}
"""Names of SQLAlchemy that only annotate arguments and build no statement."""
STATEMENT = re.compile(r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH \w+ AS)\s", re.ASCII)


def layer_files(layers: set[str]) -> list[Path]:
    return sorted(
        file
        for file in SERVICES.glob("*/*/**/*.py")
        if layers & {*file.relative_to(SERVICES).parent.parts[2:], file.stem if file.stem == "events" else ""}
    )


def imported(file: Path) -> set[tuple[str, str]]:
    names: set[tuple[str, str]] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {(node.module.split(".")[0], alias.name) for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {(alias.name.split(".")[0], "") for alias in node.names}
    return names


def statements(source: str) -> list[str]:
    texts = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and STATEMENT.match(text)]


def short(file: Path) -> str:
    return str(file.relative_to(SERVICES))


def test_there_are_files_of_every_layer() -> None:
    assert all(layer_files({layer}) for layer in WITHOUT_SQL)
    assert statements('X = """\n    SELECT 1"""') == ["\n    SELECT 1"]
    assert statements("X = f'UPDATE {table} SET a = 1'") == ["UPDATE "]


@pytest.mark.parametrize("file", layer_files(WITHOUT_SQL), ids=short)
def test_sql_is_in_queries_storage_and_consumers_only(file: Path) -> None:
    assert statements(file.read_text()) == []
    assert {name for package, name in imported(file) if package == "sqlalchemy"} - ANNOTATIONS == set()


@pytest.mark.parametrize("file", layer_files({"api"}), ids=short)
def test_an_api_makes_no_file(file: Path) -> None:
    assert not {package for package, _ in imported(file)} & MAKES_FILES
