"""The days that the calendar of working days lists. Rows are only added, so that any deadline can be computed again as
it was."""

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Identity, Index, Table, Text

from procedures.tables.metadata import metadata

calendar_day = Table(
    "calendar_day",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("day", Date, nullable=False),
    Column("working", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column(
        "by_officer",
        Boolean,
        nullable=False,
        comment="recorded by an officer; such a row takes precedence over rows of the holiday library",
    ),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("ix_calendar_day_day", "day"),
    comment=(
        "for a day, the latest row of an officer applies, else the latest of the holiday library; a"
        " day without a row follows its weekday"
    ),
)
