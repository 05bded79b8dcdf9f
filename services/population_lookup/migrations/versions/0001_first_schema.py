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


def insert_codes(connection: Connection) -> None:
    insert = text(
        "INSERT INTO code (list, code, name, source, certainty) VALUES (:list, :code, :name, :source, :certainty)"
    )
    with (FOLDER / "codes.csv").open(encoding="utf-8", newline="") as file:
        connection.execute(insert, list(csv.DictReader(file)))
