"""The SQL of a migration is in files beside it, one for each table."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection


def execute_files(connection: Connection, folder: Path, names: Sequence[str]) -> None:
    """Executes the files in this order. Raises `ValueError` where the names are not those of all files there."""
    if (present := sorted(file.stem for file in folder.glob("*.sql"))) != sorted(names):
        raise ValueError(f"{folder} holds {present}, and the migration names {sorted(names)}")
    for name in names:
        execute_file(connection, folder / f"{name}.sql")


def execute_file(connection: Connection, file: Path) -> None:
    for statement in statements(file.read_text("utf-8")):
        connection.exec_driver_sql(statement)


def statements(sql: str) -> list[str]:
    """Splits SQL into statements, since asyncpg prepares one at a time. Each ends with a semicolon at the end of a
    line, outside of `$$`."""
    result, lines = [], list[str]()
    for line in sql.splitlines():
        lines.append(line)
        statement = "\n".join(lines).strip()
        if statement.endswith(";") and statement.count("$$") % 2 == 0:
            result.append(statement)
            lines.clear()
    if "\n".join(lines).strip():
        raise ValueError(f"no semicolon ends the last statement: {lines}")
    return result
