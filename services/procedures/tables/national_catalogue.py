"""The national catalogue, snapshot by snapshot, and how the province stands to its changes. Written once; nothing of it
is law here.

The snapshot's own row comes last, with its counts, so what belongs to it is held against it at the commit."""

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
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON

from procedures.tables.metadata import metadata

national_snapshot = Table(
    "national_snapshot",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("source", Text, nullable=False),
    Column("day", Date, nullable=False, comment="on which the source said so"),
    Column("sha256", LargeBinary, nullable=False, comment="of the file"),
    Column("shape", Text, nullable=False),
    Column("whole", Boolean, nullable=False, comment="it lists all that the source has: what it lacks is gone"),
    Column("size", BigInteger, nullable=False),
    Column("taken", Integer, nullable=False, comment="without a note"),
    Column("noted", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column(
        "previous_id",
        Uuid,
        ForeignKey("national_snapshot.id"),
        comment="that its changes are told against; none: it tells none",
    ),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("source", "day", "sha256"),
)

national_record = Table(
    "national_record",
    metadata,
    Column(
        "snapshot_id", Uuid, ForeignKey("national_snapshot.id", deferrable=True, initially="DEFERRED"), primary_key=True
    ),
    Column("code", Text, primary_key=True),
    Column("number", Integer, nullable=False, comment="of its row"),
    Column("name", Text, nullable=False),
    Column("field_name", Text),
    Column("ministry", Text),
    Column("levels", ARRAY(Text), nullable=False),
    Column("decision_number", Text, comment="the ministry's, raw"),
    Column("content", JSON, nullable=False, comment="the whole record; the columns before it are drawn from it"),
    Column("digest", LargeBinary, nullable=False, comment="SHA-256 of the content"),
    Index("ix_national_record_code", "code"),
)

national_row = Table(
    "national_row",
    metadata,
    Column(
        "snapshot_id", Uuid, ForeignKey("national_snapshot.id", deferrable=True, initially="DEFERRED"), primary_key=True
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("line", Integer, nullable=False),
    Column("code", Text, comment="as well as it could be read, also of a refused row"),
    Column("outcome", Text, nullable=False),
    Column("rules", ARRAY(Text), nullable=False),
    Column("notes", JSON, nullable=False),
    CheckConstraint("outcome IN ('taken', 'noted', 'refused')", name="outcome"),
    CheckConstraint("(outcome = 'taken') = (cardinality(rules) = 0)", name="rules"),
)

national_change = Table(
    "national_change",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("snapshot_id", Uuid, ForeignKey("national_snapshot.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("parts", ARRAY(Text), nullable=False, comment="that differ; empty but for a changed code"),
    CheckConstraint("kind IN ('new', 'changed', 'gone')", name="kind"),
    CheckConstraint("(kind = 'changed') = (cardinality(parts) > 0)", name="parts"),
    UniqueConstraint("snapshot_id", "code"),
    Index("ix_national_change_code", "code"),
)

national_dismissal = Table(
    "national_dismissal",
    metadata,
    Column("change_id", Uuid, ForeignKey("national_change.id"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    comment="that the province need not follow a change",
)

item_national_record = Table(
    "item_national_record",
    metadata,
    Column("decision_id", Uuid, primary_key=True),
    Column("item_number", Integer, primary_key=True, autoincrement=False),
    Column("snapshot_id", Uuid, ForeignKey("national_snapshot.id"), nullable=False),
    Column("code", Text, nullable=False),
    ForeignKeyConstraint(["decision_id", "item_number"], ["decision_item.decision_id", "decision_item.number"]),
    Index("ix_item_national_record_code", "code"),
    comment="the record of the national catalogue that an item of a Decision follows",
)
