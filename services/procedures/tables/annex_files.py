"""The synonyms of the headings of annexes."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Identity, Index, Table, Text

from procedures.tables.metadata import metadata

heading_synonym = Table(
    "heading_synonym",
    metadata,
    Column("key", Text, primary_key=True, comment="the heading in small ASCII letters, by which headings are compared"),
    Column("heading", Text, nullable=False),
    Column("column_name", Text, nullable=False, comment="the column of the annex, or note"),
)

heading_synonym_entry = Table(
    "heading_synonym_entry",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("key", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("column_name", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("ix_heading_synonym_entry_key", "key"),
    comment="for a key, the latest row applies; a synonym without a row was installed with the service",
)
