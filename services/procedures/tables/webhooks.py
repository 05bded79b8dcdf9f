"""The subscribers that receive every event by webhooks, each with its position in the stream."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, DateTime, Integer, Table, Text, text

from procedures.tables.metadata import metadata

event_subscriber = Table(
    "event_subscriber",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("secret_name", Text, nullable=False, comment="the name of the file with the secret that signs a push"),
    Column("active", Boolean, nullable=False),
    Column(
        "sequence", BigInteger, nullable=False, comment="the sequence of the last event that the subscriber accepted"
    ),
    Column("attempts", Integer, nullable=False, server_default=text("0"), comment="attempts to send the next event"),
    Column("next_attempt_at", DateTime(timezone=True), nullable=False),
    Column("last_attempt_at", DateTime(timezone=True)),
    Column("last_status", Integer),
    Column("last_error", Text),
    Column("circuit", Text, nullable=False, server_default=text("'closed'")),
    Column("failures", Integer, nullable=False, server_default=text("0"), comment="consecutive failures"),
    Column("probe_at", DateTime(timezone=True), comment="when an open circuit lets one attempt through"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("replayed_by", Text, comment="the officer who last changed the position from which events are sent"),
    Column("replayed_at", DateTime(timezone=True)),
    CheckConstraint("sequence >= 0", name="sequence"),
    CheckConstraint("circuit IN ('closed', 'open', 'gone')", name="circuit"),
    CheckConstraint("(replayed_by IS NULL) = (replayed_at IS NULL)", name="replayed_by"),
    comment="the row lock lets one process at a time push to the subscriber",
)
