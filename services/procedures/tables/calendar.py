"""The days of which the calendar says something. Rows are only added, so that any deadline can be reckoned again as it
was."""

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Identity, Index, Table, Text

from procedures.tables.metadata import metadata

calendar_day = Table(
    "calendar_day",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("day", Date, nullable=False),
    Column("working", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("by_officer", Boolean, nullable=False, comment="such a row holds before any that a library gave"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("ix_calendar_day_day", "day"),
    comment="of one day an officer's last row holds, else the library's last; a day without a row goes by its weekday",
)
