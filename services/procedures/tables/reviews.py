"""Rounds of review with their targets and results, and the proposals of agencies. A proposal changes in one way
only: it is withdrawn, once."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON

from procedures.tables.metadata import metadata

review_round = Table(
    "review_round",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("legal_basis", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("starts_on < ends_on", name="period"),
    Index("ix_review_round_starts_on_id", "starts_on", "id"),
)

review_result = Table(
    "review_result",
    metadata,
    Column("round_id", Uuid, ForeignKey("review_round.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column(
        "compared_on",
        Date,
        nullable=False,
        comment="the day whose law is compared with that of the first day of the round",
    ),
    Column("ground", Text, nullable=False, comment="the document by which the result was established"),
    Column("procedures", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    comment="what officers recorded as the result of a round; the highest number applies",
)

review_target = Table(
    "review_target",
    metadata,
    Column("round_id", Uuid, ForeignKey("review_round.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("measure", Text, nullable=False),
    Column("minimum_percent", Numeric(5, 2), nullable=False, comment="in per cent"),
    Column("legal_basis", Text, nullable=False),
    CheckConstraint("minimum_percent > 0 AND minimum_percent <= 100", name="minimum_percent"),
    CheckConstraint("measure IN ('processing_time', 'procedures', 'papers', 'procedures_or_papers')", name="measure"),
)

review_proposal = Table(
    "review_proposal",
    metadata,
    Column("round_id", Uuid, ForeignKey("review_round.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("procedure_id", ForeignKey("procedure.id"), nullable=False),
    Column("agency_code", Text, ForeignKey("agency.code"), nullable=False),
    Column("action", Text, nullable=False),
    Column("before_version", Integer, nullable=False),
    Column("parts", ARRAY(Text), nullable=False, comment="the parts that differ from version before_version"),
    Column("after", JSON(none_as_null=True), comment="the complete proposed content; null for a repeal"),
    Column("reason", Text, nullable=False),
    Column("revision", Integer, nullable=False, server_default=text("1")),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("withdrawn_by", Text),
    Column("withdrawn_at", DateTime(timezone=True)),
    Column("withdrawn_reason", Text),
    ForeignKeyConstraint(["procedure_id", "before_version"], ["version.procedure_id", "version.number"]),
    CheckConstraint("action IN ('amend', 'repeal')", name="action"),
    CheckConstraint("(action = 'amend') = (after IS NOT NULL) AND (action = 'amend') = (parts <> '{}')", name="after"),
    CheckConstraint("num_nonnulls(withdrawn_by, withdrawn_at, withdrawn_reason) IN (0, 3)", name="withdrawn"),
    CheckConstraint("revision = CASE WHEN withdrawn_at IS NULL THEN 1 ELSE 2 END", name="revision"),
)
