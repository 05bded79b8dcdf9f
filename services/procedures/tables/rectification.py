"""What was done later about published Decisions: annulments (hủy bỏ) and corrections (đính chính). Written once and never changed."""

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

later_act = Table(
    "later_act",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("decision_id", Uuid, ForeignKey("decision.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("issuing_body", Text, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("ground_number", Text, nullable=False),
    Column("ground_title", Text, nullable=False),
    Column("ground_issued_on", Date, nullable=False),
    Column("ground_effective_on", Date, nullable=False),
    Column("ground_provincial", Boolean, nullable=False, comment="issued by the province itself"),
    Column("reason", Text, nullable=False),
    Column("effective_from", Date, comment="the stated day of an annulment"),
    Column("whole", Boolean, comment="the Decision was annulled as such"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, comment="when this system knew"),
    CheckConstraint("kind IN ('annulment', 'correction')", name="kind"),
    CheckConstraint("(kind = 'annulment') = (effective_from IS NOT NULL AND whole IS NOT NULL)", name="effective_from"),
    UniqueConstraint("id", "kind"),
    Index("ix_later_act_decision_id", "decision_id"),
    Index("uq_later_act_annulled_as_a_whole_once", "decision_id", unique=True, postgresql_where=text("whole")),
)

later_act_item = Table(
    "later_act_item",
    metadata,
    Column("act_id", Uuid, primary_key=True),
    Column("item_number", Integer, primary_key=True, autoincrement=False),
    Column("decision_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("said_effective_on", Date, comment="what was taken for the day of the item until the correction"),
    Column("effective_on", Date, comment="its right day"),
    Column("corrected_parts", ARRAY(Text), comment="what is mended in its content"),
    ForeignKeyConstraint(["act_id", "kind"], ["later_act.id", "later_act.kind"]),
    ForeignKeyConstraint(["decision_id", "item_number"], ["decision_item.decision_id", "decision_item.number"]),
    CheckConstraint("(said_effective_on IS NULL) = (effective_on IS NULL)", name="effective_on"),
    CheckConstraint(
        "(kind = 'correction') = (effective_on IS NOT NULL OR corrected_parts IS NOT NULL)", name="corrects_something"
    ),
    Index(
        "uq_later_act_item_annulled_once", "decision_id", "item_number", unique=True, postgresql_where=text("kind = 'annulment'")
    ),
    Index("ix_later_act_item_decision_id", "decision_id", "item_number"),
)

later_act_procedure = Table(
    "later_act_procedure",
    metadata,
    Column("act_id", Uuid, primary_key=True),
    Column("procedure_id", BigInteger, ForeignKey("procedure.id"), primary_key=True, autoincrement=False),
    Column("item_number", Integer, nullable=False),
    Column("version", Integer, comment="the version with the content as it is mended"),
    ForeignKeyConstraint(["act_id", "item_number"], ["later_act_item.act_id", "later_act_item.item_number"]),
    Index("ix_later_act_procedure_procedure_id", "procedure_id"),
    comment="which procedures an act touched, also where nothing became of it",
)
