"""The tables that several services have, as their first migrations create them.

This module never changes: a later change of the tables is a module of its own.
"""

from pathlib import Path

from sqlalchemy import Connection, text

from common.migrations.sql_files import execute_file

FOLDER = Path(__file__).with_suffix("")
NEW_SHARD = text("INSERT INTO stream_shard VALUES (:shard, 0, decode(repeat('00', 32), 'hex'), '')")
NEW_CURSOR = text("INSERT INTO relay_cursor VALUES (:shard, 0)")


def event_log(connection: Connection, shards: int) -> None:
    execute_file(connection, FOLDER / "event_log.sql")
    for shard in range(shards):
        connection.execute(NEW_SHARD, {"shard": shard})
        connection.execute(NEW_CURSOR, {"shard": shard})


def consumer(connection: Connection) -> None:
    execute_file(connection, FOLDER / "consumer.sql")


def idempotent_responses(connection: Connection) -> None:
    execute_file(connection, FOLDER / "idempotent_responses.sql")
