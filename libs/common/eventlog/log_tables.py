"""The tables of a service that publishes events. The log's column names are those of Debezium's outbox event router, so
that another relay can take its place."""

from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, MetaData, Table, Text, Uuid


def add_log_tables(metadata: MetaData) -> None:
    Table(
        "event_log",
        metadata,
        Column("shard", Integer, primary_key=True, autoincrement=False),
        Column("sequence", BigInteger, primary_key=True, autoincrement=False),
        Column("id", Uuid, nullable=False),
        Column("aggregatetype", Text, nullable=False),
        Column("aggregateid", Text, nullable=False),
        Column("type", Text, nullable=False),
        Column("time", Text, nullable=False, comment="RFC 3339 in UTC, as it was hashed"),
        Column("payload", LargeBinary, nullable=False, comment="canonical JSON, the exact bytes that were hashed"),
        Column("prevhash", LargeBinary, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        Column("traceparent", Text),
    )
    Table(
        "stream_shard",
        metadata,
        Column("shard", Integer, primary_key=True, autoincrement=False),
        Column("sequence", BigInteger, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        Column("time", Text, nullable=False, comment="the earliest moment that the next record may have"),
        comment="the tail of each shard; its row lock gives the next number",
    )
    Table(
        "relay_cursor",
        metadata,
        Column("shard", Integer, primary_key=True, autoincrement=False),
        Column("sequence", BigInteger, nullable=False),
        Column("failing_since", DateTime(timezone=True)),
        Column("failing_cause", Text),
        comment="how far the relay has sent, and since when it cannot send",
    )
    Table(
        "signing_key",
        metadata,
        Column("key_id", Text, primary_key=True),
        Column("public_key", LargeBinary, nullable=False),
        Column("valid_from", DateTime(timezone=True), nullable=False),
        Column("valid_to", DateTime(timezone=True)),
        Column("signed_by", Text, nullable=False),
        Column("signature", LargeBinary, nullable=False),
    )
    Table(
        "stream_epoch",
        metadata,
        Column("epoch", Integer, primary_key=True, autoincrement=False),
        Column("act", LargeBinary, nullable=False, comment="canonical JSON, the exact bytes that were signed"),
        Column("key_id", Text, nullable=False),
        Column("signature", LargeBinary, nullable=False),
        comment="where each stream begins again after a restore, signed; epoch 1 has no row",
    )
