"""The tables that several services share, as their first migrations make them.

It never changes: a later change is a module of its own.
"""

from pathlib import Path

from sqlalchemy import Connection, text

from common.migrations.sql_files import execute_file

FOLDER = Path(__file__).with_suffix("")
FIRST = text("INSERT INTO stream_shard VALUES (:shard, 0, decode(repeat('00', 32), 'hex'), '')")
UNSENT = text("INSERT INTO relay_cursor VALUES (:shard, 0)")


def event_log(connection: Connection, shards: int) -> None:
    execute_file(connection, FOLDER / "event_log.sql")
    for shard in range(shards):
        connection.execute(FIRST, {"shard": shard})
        connection.execute(UNSENT, {"shard": shard})


def consumer(connection: Connection) -> None:
    execute_file(connection, FOLDER / "consumer.sql")


def idempotent_responses(connection: Connection) -> None:
    execute_file(connection, FOLDER / "idempotent_responses.sql")
