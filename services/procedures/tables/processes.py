"""The working hours of each unit of time, the comparison of internal processes with the time limits of the law, and the
groups of procedures that Decisions define."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from procedures.tables.metadata import metadata

working_hours = Table(
    "working_hours",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("unit", Text, nullable=False),
    Column("hours", Numeric(6, 2), nullable=False),
    Column("valid_from", Date, nullable=False, comment="compared with the signing day"),
    Column("legal_basis", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("hours > 0", name="hours"),
    comment="how many working hours a unit of time has; for a unit and a day, the latest row applies",
)

process_fit = Table(
    "process_fit",
    metadata,
    Column("decision_id", Uuid, primary_key=True),
    Column("process_code", Text, primary_key=True),
    Column("hours", Integer, nullable=False, comment="the sum of the working hours of the steps"),
    Column("version", Integer, comment="the compared version of the procedure; null where none is in force"),
    Column("limit_channel", Text),
    Column("limit_case", Text),
    Column("limit_amount", Numeric),
    Column("limit_unit", Text),
    Column("limit_hours", Numeric, comment="null where the unit cannot be converted to working hours"),
    Column("incomparable", Text, comment="why the comparison was not possible; null: the process fits"),
    ForeignKeyConstraint(["decision_id", "process_code"], ["internal_process.decision_id", "internal_process.code"]),
    CheckConstraint("incomparable IS NOT NULL OR hours <= limit_hours", name="fits"),
    comment="the result of the comparison at publication",
)

procedure_group = Table(
    "procedure_group",
    metadata,
    Column("decision_id", Uuid, ForeignKey("decision.id"), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("position", Integer, nullable=False, comment="its position in the list of the Decision"),
    Column("name", Text, nullable=False),
    Column("lead_agency_code", Text, ForeignKey("agency.code"), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, comment="the first day on which the group no longer exists"),
    CheckConstraint("valid_from < valid_to", name="validity"),
    Index("ix_procedure_group_code", "code"),
)

group_member = Table(
    "group_member",
    metadata,
    Column("decision_id", Uuid, primary_key=True),
    Column("group_code", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("procedure_code", Text, nullable=False),
    ForeignKeyConstraint(["decision_id", "group_code"], ["procedure_group.decision_id", "procedure_group.code"]),
    UniqueConstraint("procedure_code", "decision_id", "group_code"),
)
