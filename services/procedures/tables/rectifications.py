"""What was done later about published Decisions: annulments (hủy bỏ) and corrections (đính chính). Written once and
never changed."""

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
    Column("legal_document_provincial", Boolean, nullable=False, comment="issued by the province itself"),
    Column("reason", Text, nullable=False),
    Column("effective_from", Date, comment="the stated day of an annulment"),
    Column("whole", Boolean, comment="the Decision was annulled as such"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, comment="when this system knew"),
    CheckConstraint("kind IN ('annulment', 'correction')", name="kind"),
    CheckConstraint("(kind = 'annulment') = (effective_from IS NOT NULL AND whole IS NOT NULL)", name="effective_from"),
    UniqueConstraint("id", "kind"),
    Index("ix_rectification_decision_id", "decision_id"),
    Index("uq_rectification_annulled_as_a_whole_once", "decision_id", unique=True, postgresql_where=text("whole")),
)

rectification_item = Table(
    "rectification_item",
    metadata,
    Column("act_id", Uuid, primary_key=True),
    Column("item_number", Integer, primary_key=True, autoincrement=False),
    Column("decision_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("previous_effective_on", Date, comment="what was taken for the day of the item until the correction"),
    Column("effective_on", Date, comment="its right day"),
    Column("corrected_parts", ARRAY(Text), comment="what is mended in its content"),
    ForeignKeyConstraint(["act_id", "kind"], ["rectification.id", "rectification.kind"]),
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
    Column("act_id", Uuid, primary_key=True),
    Column("procedure_id", BigInteger, ForeignKey("procedure.id"), primary_key=True, autoincrement=False),
    Column("item_number", Integer, nullable=False),
    Column("version", Integer, comment="the version with the content as it is mended"),
    ForeignKeyConstraint(
        ["act_id", "item_number"],
        ["rectification_item.act_id", "rectification_item.item_number"],
        name="fk_rectification_procedure_rectification_item",  # the convention's name is too long for PostgreSQL
    ),
    Index("ix_rectification_procedure_procedure_id", "procedure_id"),
    comment="which procedures an act touched, also where nothing became of it",
)
