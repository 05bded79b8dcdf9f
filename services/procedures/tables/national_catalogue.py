"""The national catalogue, snapshot by snapshot, and how the province follows its changes. All rows are append-only, and
none of them is law in the province.

The row of a snapshot is written last, because it holds the counts; so the foreign keys to it are deferred to the
commit.
"""

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
    Column("day", Date, nullable=False, comment="the day that the file describes"),
    Column("sha256", LargeBinary, nullable=False, comment="SHA-256 of the file"),
    Column("format", Text, nullable=False),
    Column(
        "complete",
        Boolean,
        nullable=False,
        comment="whether the file lists every record of the source, so that missing codes were removed",
    ),
    Column("size", BigInteger, nullable=False),
    Column("accepted", Integer, nullable=False, comment="rows accepted without a note"),
    Column("accepted_with_notes", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column(
        "previous_id",
        Uuid,
        ForeignKey("national_snapshot.id"),
        comment="the snapshot that changes are computed against; null: no changes are computed",
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
    Column("number", Integer, nullable=False, comment="the number of its row in the file"),
    Column("name", Text, nullable=False),
    Column("field_name", Text),
    Column("ministry", Text),
    Column("levels", ARRAY(Text), nullable=False),
    Column("decision_number", Text, comment="the number of the ministry's Decision, unchanged"),
    Column(
        "content", JSON, nullable=False, comment="the complete record; the columns before it are copies of its members"
    ),
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
    Column("code", Text, comment="the code as far as it could be read, also of a refused row"),
    Column("name", Text, comment="the name as far as it could be read, also of a refused row"),
    Column("outcome", Text, nullable=False),
    Column("rules", ARRAY(Text), nullable=False),
    Column("notes", JSON, nullable=False),
    CheckConstraint("outcome IN ('accepted', 'accepted_with_notes', 'refused')", name="outcome"),
    CheckConstraint("(outcome = 'accepted') = (cardinality(rules) = 0)", name="rules"),
)

national_change = Table(
    "national_change",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("snapshot_id", Uuid, ForeignKey("national_snapshot.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("parts", ARRAY(Text), nullable=False, comment="the parts that differ; empty unless the kind is changed"),
    CheckConstraint("kind IN ('new', 'changed', 'removed')", name="kind"),
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
    comment="an officer's statement that the province need not follow a change",
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
