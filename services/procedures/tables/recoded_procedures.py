"""The acts by which procedures with a provisional code got the one of the national portal. Rows are append-only."""

from sqlalchemy import BigInteger, Column, Date, DateTime, ForeignKey, Table, Text, UniqueConstraint, Uuid

from procedures.tables.metadata import metadata

recoding = Table(
    "recoding",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("procedure_id", BigInteger, ForeignKey("procedure.id"), nullable=False),
    Column("former_code", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column(
        "number", Text, nullable=False, comment="of the document that states the code, like the columns that follow"
    ),
    Column("issuing_body", Text, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("agency_code", Text, nullable=False, comment="the agency for which it was recorded"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("procedure_id"),
    comment="how a procedure got its code; a code is given once",
)
