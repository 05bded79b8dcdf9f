"""The table of responses by idempotency key. It is part of the metadata of every process, also of one without an
API."""

from sqlalchemy import Column, DateTime, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB


def add_idempotency_table(metadata: MetaData) -> None:
    Table(
        "idempotent_response",
        metadata,
        Column("actor", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("request", LargeBinary, nullable=False, comment="SHA-256 over method, path, query and body"),
        Column("status", Integer, nullable=False),
        Column("headers", JSONB, nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("answered_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    )
