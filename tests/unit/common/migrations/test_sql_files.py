"""The SQL of a migration is executed completely, one statement at a time, and no file is skipped."""

from pathlib import Path
from unittest.mock import create_autospec

import pytest
from sqlalchemy import Connection

from common.migrations.sql_files import execute_files, statements

FUNCTION = """CREATE FUNCTION one() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN
    RETURN 1;
END $$;"""


def test_a_statement_ends_at_a_semicolon_at_the_end_of_a_line_but_not_inside_a_function() -> None:
    table = "CREATE TABLE a (\n    b text DEFAULT '; c'\n);"
    assert statements(f"-- A comment.\n{table}\n\n{FUNCTION}\nSELECT 1;\n") == [
        f"-- A comment.\n{table}",
        FUNCTION,
        "SELECT 1;",
    ]


@pytest.mark.parametrize("sql", ["SELECT 1", "SELECT 1;\nSELECT 2", FUNCTION.removesuffix("END $$;")])
def test_a_last_statement_that_does_not_end_is_refused(sql: str) -> None:
    with pytest.raises(ValueError, match="no semicolon ends the last statement"):
        statements(sql)


@pytest.mark.parametrize("names", [["a"], ["a", "b", "c"], ["a", "a", "b"]])
def test_a_file_that_is_not_named_or_a_name_without_a_file_is_refused(names: list[str], tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.sql").write_text("SELECT 1;")
    connection = create_autospec(Connection, instance=True)
    with pytest.raises(ValueError, match="the migration names"):
        execute_files(connection, tmp_path, names)
    assert connection.exec_driver_sql.call_count == 0


def test_files_are_executed_in_the_order_of_their_names_in_the_migration(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("SELECT 1;\nSELECT 2;")
    (tmp_path / "b.sql").write_text("SELECT 3;")
    connection = create_autospec(Connection, instance=True)
    execute_files(connection, tmp_path, ["b", "a"])
    assert [call.args for call in connection.exec_driver_sql.call_args_list] == [
        ("SELECT 3;",),
        ("SELECT 1;",),
        ("SELECT 2;",),
    ]
