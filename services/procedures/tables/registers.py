"""What a Decision names: agencies, fields, administrative levels, topics. These are data, never constants in code."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, DateTime, Identity, SmallInteger, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY

from procedures.tables.metadata import metadata

agency = Table(
    "agency",
    metadata,
    Column("code", Text, primary_key=True, comment="QĐ 20/2020/QĐ-TTg"),
    Column("name", Text, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date, comment="the first day on which the agency no longer exists"),
    Column(
        "successor_codes",
        ARRAY(Text),
        nullable=False,
        server_default=text("'{}'"),
        comment="the agencies that its matters pass to, several where it was divided",
    ),
    CheckConstraint("valid_from < valid_to", name="validity"),
)

field = Table(
    "field",
    metadata,
    Column("code", Text, primary_key=True, comment="TT 01/2018/TT-VPCP, Article 20"),
    Column("name", Text, nullable=False),
)

administrative_level = Table(
    "administrative_level",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("rank", SmallInteger, nullable=False, comment="CAPTHUCHIEN; 0 is the highest level"),
    Column("valid_from", Date),
    Column("valid_to", Date, comment="the first day on which the level no longer exists in law"),
)

topic = Table(
    "topic",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

designation = Table(
    "designation",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("online_level", Text, comment="the level of online service that the list stands for, if it does"),
    CheckConstraint("online_level IN ('full', 'partial')", name="online_level"),
    comment="lists for which Decisions designate procedures",
)

register_entry = Table(
    "register_entry",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("register", Text, nullable=False, comment="agency, field or designation"),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("successor_codes", ARRAY(Text), comment="of an agency"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    comment="every name and validity recorded for an agency, a field or a designation, by whom and when",
)
