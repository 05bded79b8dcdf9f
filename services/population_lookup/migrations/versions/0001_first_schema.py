"""The first schema: one file of SQL per feature, in the folder beside this file.

It never changes: a later change is a migration of its own.
"""

import csv
from pathlib import Path

from alembic import op
from sqlalchemy import Connection, text

from common.migrations import shared_0001
from common.migrations.sql_files import execute_files

revision, down_revision = "0001", None

FOLDER = Path(__file__).with_suffix("")
FEATURES = (
    "register",
    "clients",
    "lookup",
    "access_log",
    "law",
)
"""In the order in which their tables refer to one another."""


def upgrade() -> None:
    connection = op.get_bind()
    shared_0001.event_log(connection, shards=4)
    shared_0001.consumer(connection)
    shared_0001.idempotent_responses(connection)
    execute_files(connection, FOLDER, FEATURES)
    insert_codes(connection)
    insert_operations(connection)


def insert_operations(connection: Connection) -> None:
    insert = text(
        "INSERT INTO operation (name, valid_from, integration_codes, result, fields, required_fields, name_form,"
        " birth_date_needed, source, certainty) VALUES (:name, CAST(CAST(:valid_from AS text) AS date),"
        " :integration_codes, :result, :fields, :required_fields, :name_form,"
        " CAST(CAST(:birth_date_needed AS text) AS boolean), :source, :certainty)"
    )
    with (FOLDER / "operations.csv").open(encoding="utf-8", newline="") as file:
        connection.execute(insert, list(csv.DictReader(file)))


def insert_codes(connection: Connection) -> None:
    insert = text(
        "INSERT INTO code (list, code, name, source, certainty) VALUES (:list, :code, :name, :source, :certainty)"
    )
    with (FOLDER / "codes.csv").open(encoding="utf-8", newline="") as file:
        connection.execute(insert, list(csv.DictReader(file)))
