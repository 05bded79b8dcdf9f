"""The rules by which time limits are counted."""

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text, Time
from sqlalchemy.dialects.postgresql import ARRAY

from online_services.tables.metadata import metadata

clock_rule = Table(
    "clock_rule",
    metadata,
    Column("procedure_code", Text, primary_key=True, comment="empty: for all procedures"),
    Column("valid_from", Date, primary_key=True),
    Column(
        "sessions", Text, nullable=False, comment="giờ hành chính of a working day, such as 07:30-11:30 13:30-17:30"
    ),
    Column("received_until", Time, nullable=False, comment="what arrives later counts from the next working day"),
    Column(
        "supplement_within",
        Integer,
        nullable=False,
        comment="working days from reception within which a supplement may be asked for",
    ),
    Column(
        "supplement_restarts",
        Boolean,
        nullable=False,
        comment="whether the limit begins again from zero after a supplement; else it goes on",
    ),
    Column(
        "supplement_term",
        Integer,
        nullable=False,
        comment="days within which a supplement that was asked for before reception is handed in",
    ),
    Column(
        "warn_percents",
        ARRAY(Integer),
        nullable=False,
        server_default="{50,80}",
        comment="shares of the limit, in per cent, after which the agency is warned",
    ),
    Column(
        "warn_days_before",
        ARRAY(Integer),
        nullable=False,
        server_default="{1}",
        comment="working days before the appointment on which the agency is warned",
    ),
    Column("legal_basis", Text, nullable=False),
    comment=(
        "for a procedure and a day, its own row with the latest valid_from applies, else the one for all procedures"
    ),
)
