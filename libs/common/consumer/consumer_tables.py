"""The tables of a service that follows streams."""

from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, MetaData, Table, Text, text


def add_consumer_tables(metadata: MetaData) -> None:
    Table(
        "stream_position",
        metadata,
        Column("source", Text, primary_key=True),
        Column("shard", Integer, primary_key=True, autoincrement=False),
        Column("sequence", BigInteger, nullable=False),
        Column("hash", LargeBinary, nullable=False),
        Column("topic_id", Text),
        Column("next_offset", BigInteger),
        Column("stopped_at", DateTime(timezone=True)),
        Column("stopped_cause", Text),
        comment="what was applied of each foreign stream; moved by compare-and-set in the transaction of the effects",
    )
    Table(
        "applied_event",
        metadata,
        Column("source", Text, primary_key=True),
        Column("shard", Integer, primary_key=True, autoincrement=False),
        Column("sequence", BigInteger, primary_key=True, autoincrement=False),
        Column("hash", LargeBinary, nullable=False),
        Column("prevhash", LargeBinary),
        Column("id", Text),
        Column("type", Text),
        Column("time", Text),
        Column("subject", Text),
        Column("payload", LargeBinary),
        comment="the hash of each applied event, and where a service keeps events, the exact event",
    )
    Table(
        "dead_letter",
        metadata,
        Column("source", Text, primary_key=True),
        Column("shard", Integer, primary_key=True, autoincrement=False),
        Column("sequence", BigInteger, primary_key=True, autoincrement=False),
        Column("hash", LargeBinary, nullable=False),
        Column("type", Text, nullable=False),
        Column("cause", Text, nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
        Column("skipped_at", DateTime(timezone=True)),
        Column("skipped_by", Text),
        Column("skip_reason", Text),
        comment="events that a handler refused; the shard is stopped before them until an operator has acted",
    )
    Table(
        "pinned_key",
        metadata,
        Column("source", Text, primary_key=True),
        Column("public_key", LargeBinary, nullable=False),
        Column("pinned_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
        comment="the first signing key of each source, trusted on first use",
    )
    Table(
        "followed_epoch",
        metadata,
        Column("source", Text, primary_key=True),
        Column("shard", Integer, primary_key=True, autoincrement=False),
        Column("epoch", Integer, nullable=False),
        Column("followed_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
        comment="the epoch of the source that is followed; without a row it is the first",
    )
    Table(
        "orphaned_event",
        metadata,
        Column("source", Text, primary_key=True),
        Column(
            "epoch",
            Integer,
            primary_key=True,
            autoincrement=False,
            comment="the epoch in which the source went on without it",
        ),
        Column("shard", Integer, primary_key=True, autoincrement=False),
        Column("sequence", BigInteger, primary_key=True, autoincrement=False),
        Column("hash", LargeBinary, nullable=False),
        Column("prevhash", LargeBinary),
        Column("id", Text),
        Column("type", Text),
        Column("time", Text),
        Column("subject", Text),
        Column("payload", LargeBinary),
        Column("cause", Text),
        Column("skipped_by", Text),
        Column("skip_reason", Text),
        Column("orphaned_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
        comment="what was applied, or refused, of a history that its source lost in a restore",
    )
