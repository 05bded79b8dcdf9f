"""What a layer of a feature may contain, beyond the order of imports: SQL and the making of files have layers of their
own."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

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


class SourceFile(NamedTuple):
    """What is checked of a file, which is parsed once for all tests."""

    imported: frozenset[tuple[str, str]]
    statements: tuple[str, ...]


@cache
def source_file(file: Path) -> SourceFile:
    return read_source(file.read_text())


def read_source(source: str) -> SourceFile:
    """The packages with the names that are imported from them, and the texts that are SQL."""
    names: set[tuple[str, str]] = set()
    texts: list[str] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=str(module)):
                names |= {(module.split(".")[0], alias.name) for alias in node.names}
            case ast.Import():
                names |= {(alias.name.split(".")[0], "") for alias in node.names}
            case ast.Constant(value=str(text)) if STATEMENT.match(text):
                texts.append(text)
    return SourceFile(frozenset(names), tuple(texts))


def short(file: Path) -> str:
    return str(file.relative_to(SERVICES))


def test_there_are_files_of_every_layer() -> None:
    assert all(layer_files({layer}) for layer in WITHOUT_SQL)
    assert read_source('X = """\n    SELECT 1"""').statements == ("\n    SELECT 1",)
    assert read_source("X = f'UPDATE {table} SET a = 1'").statements == ("UPDATE ",)
    assert read_source("import csv\nfrom openpyxl.cell import Cell").imported == {("csv", ""), ("openpyxl", "Cell")}


@pytest.mark.parametrize("file", layer_files(WITHOUT_SQL), ids=short)
def test_sql_is_in_queries_storage_and_consumers_only(file: Path) -> None:
    assert source_file(file).statements == ()
    names = {name for package, name in source_file(file).imported if package == "sqlalchemy"}
    assert names - ANNOTATIONS == set()


@pytest.mark.parametrize("file", layer_files({"api"}), ids=short)
def test_an_api_makes_no_file(file: Path) -> None:
    assert not {package for package, _ in source_file(file).imported} & MAKES_FILES
