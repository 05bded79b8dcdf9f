"""Rectifications of published Decisions: annulments (hủy bỏ) and corrections (đính chính). All rows are append-only."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from procedures.tables.metadata import metadata

rectification = Table(
    "rectification",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("decision_id", Uuid, ForeignKey("decision.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("issuing_body", Text, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("legal_document_number", Text, nullable=False),
    Column("legal_document_title", Text, nullable=False),
    Column("legal_document_issued_on", Date, nullable=False),
    Column("legal_document_effective_on", Date, nullable=False),
    Column(
        "legal_document_provincial",
        Boolean,
        nullable=False,
        comment="whether the province itself issued the legal document",
    ),
    Column("reason", Text, nullable=False),
    Column("effective_from", Date, comment="the stated day from which an annulment applies"),
    Column("entire_decision", Boolean, comment="whether the entire Decision was annulled, not only some of its items"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, comment="when this system recorded it"),
    CheckConstraint("kind IN ('annulment', 'correction')", name="kind"),
    CheckConstraint(
        "(kind = 'annulment') = (effective_from IS NOT NULL AND entire_decision IS NOT NULL)", name="effective_from"
    ),
    UniqueConstraint("id", "kind"),
    Index("ix_rectification_decision_id", "decision_id"),
    Index(
        "uq_rectification_entire_decision_once", "decision_id", unique=True, postgresql_where=text("entire_decision")
    ),
)

rectification_item = Table(
    "rectification_item",
    metadata,
    Column("rectification_id", Uuid, primary_key=True),
    Column("item_number", Integer, primary_key=True, autoincrement=False),
    Column("decision_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("previous_effective_on", Date, comment="the effective date of the item before the correction"),
    Column("effective_on", Date, comment="the corrected effective date"),
    Column("corrected_parts", ARRAY(Text), comment="the parts of the content that were corrected"),
    ForeignKeyConstraint(["rectification_id", "kind"], ["rectification.id", "rectification.kind"]),
    ForeignKeyConstraint(["decision_id", "item_number"], ["decision_item.decision_id", "decision_item.number"]),
    CheckConstraint("(previous_effective_on IS NULL) = (effective_on IS NULL)", name="effective_on"),
    CheckConstraint(
        "(kind = 'correction') = (effective_on IS NOT NULL OR corrected_parts IS NOT NULL)", name="corrects_something"
    ),
    Index(
        "uq_rectification_item_annulled_once",
        "decision_id",
        "item_number",
        unique=True,
        postgresql_where=text("kind = 'annulment'"),
    ),
    Index("ix_rectification_item_decision_id", "decision_id", "item_number"),
)

rectification_procedure = Table(
    "rectification_procedure",
    metadata,
    Column("rectification_id", Uuid, primary_key=True),
    Column("procedure_id", BigInteger, ForeignKey("procedure.id"), primary_key=True, autoincrement=False),
    Column("item_number", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, comment="the version with the corrected content"),
    ForeignKeyConstraint(
        ["rectification_id", "item_number"],
        ["rectification_item.rectification_id", "rectification_item.item_number"],
        name="fk_rectification_procedure_rectification_item",  # the convention's name is too long for PostgreSQL
    ),
    Index("ix_rectification_procedure_procedure_id", "procedure_id"),
    comment="which procedures a rectification concerns, also where no period changed",
)
