"""Channels of publication (công khai) with their deadlines, and the state of each published Decision on each channel.

The transaction that publishes a Decision also inserts one row per channel. Its deadline never changes: PostgreSQL
refuses that.
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
    Identity,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)

from procedures.tables.metadata import metadata

publication_channel = Table(
    "publication_channel",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("mandatory", Boolean, nullable=False, comment="required by Article 17 NĐ 63/2010"),
    Column("method", Text, nullable=False),
    Column("url", Text, comment="the address that receives pushes; null: nothing is pushed"),
    Column("secret_name", Text, comment="the name of the file with the secret that signs a push"),
    Column("valid_from", Date),
    Column("valid_to", Date, comment="the first day on which the channel no longer exists"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("method IN ('push', 'evidence')", name="method"),
    CheckConstraint("method = 'push' OR url IS NULL", name="url"),
    CheckConstraint("(url IS NULL) = (secret_name IS NULL)", name="secret_name"),
)

publication_deadline = Table(
    "publication_deadline",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("kind", Text, comment="the kind of item; null: every kind"),
    Column(
        "channel",
        Text,
        ForeignKey("publication_channel.code"),
        comment="null: the deadline for the signature of the Decision itself",
    ),
    Column("anchor", Text, nullable=False),
    Column("days", Integer, nullable=False),
    Column("day_kind", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("shortened", Boolean, nullable=False),
    Column("article", Text, nullable=False),
    Column("valid_from", Date, comment="compared with the signing day"),
    Column("valid_to", Date),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column(
        "rectification",
        Text,
        comment=(
            "the kind of rectification, with the days counted from its instrument; null: the deadline "
            "is about Decisions"
        ),
    ),
    CheckConstraint(
        "anchor IN ('signed_on', 'legal_document_issued_on', 'legal_document_effective_on',"
        " 'ministry_decision_issued_on')",
        name="anchor",
    ),
    CheckConstraint("days >= 0 AND days <= 180", name="days"),
    CheckConstraint("day_kind IN ('working', 'calendar')", name="day_kind"),
    CheckConstraint("direction IN ('before', 'after')", name="direction"),
    CheckConstraint(
        "rectification IS NULL OR rectification IN ('annulment', 'correction')"
        " AND channel IS NOT NULL AND anchor = 'signed_on' AND kind IS NULL AND NOT shortened",
        name="rectification",
    ),
)

channel_publication = Table(
    "channel_publication",
    metadata,
    Column("decision_id", Uuid, ForeignKey("decision.id"), primary_key=True),
    Column("channel", Text, ForeignKey("publication_channel.code"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("due_on", Date),
    Column("article", Text),
    Column(
        "position",
        BigInteger,
        Identity(always=True),
        nullable=False,
        comment=(
            "assigned under the locks of the procedures: a channel receives the messages about one "
            "procedure in this order"
        ),
    ),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("next_attempt_at", DateTime(timezone=True), nullable=False),
    Column("shown_on", Date, comment="the day on which the channel first showed it"),
    Column("evidence_url", Text),
    Column("evidence_note", Text),
    Column(
        "evidenced_by", Text, comment="the officer who recorded the evidence; null where the channel itself confirmed"
    ),
    Column("evidenced_at", DateTime(timezone=True)),
    CheckConstraint("state IN ('due', 'sent', 'confirmed', 'failed', 'evidenced', 'stated')", name="state"),
    CheckConstraint("(state IN ('confirmed', 'evidenced', 'stated')) = (shown_on IS NOT NULL)", name="shown_on"),
    CheckConstraint("(state = 'evidenced') = (evidenced_by IS NOT NULL)", name="evidenced_by"),
    CheckConstraint("(due_on IS NULL) = (article IS NULL)", name="article"),
    Index("ix_channel_publication_channel_position", "channel", "position", postgresql_where=text("state = 'due'")),
    Index("ix_channel_publication_due_on", "due_on", postgresql_where=text("state IN ('due', 'sent', 'failed')")),
)

channel_rectification = Table(
    "channel_rectification",
    metadata,
    Column("rectification_id", Uuid, ForeignKey("rectification.id"), primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("decision_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    Column("due_on", Date),
    Column("article", Text),
    Column(
        "after_position",
        BigInteger,
        nullable=False,
        comment=(
            "the position of the last Decision that precedes it on the channel; the rectification is "
            "sent after that Decision"
        ),
    ),
    Column(
        "number",
        BigInteger,
        Identity(always=True),
        nullable=False,
        comment="the order of rectifications with the same after_position",
    ),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("next_attempt_at", DateTime(timezone=True), nullable=False),
    Column("shown_on", Date, comment="the day on which the channel first showed it"),
    Column("evidence_url", Text),
    Column("evidence_note", Text),
    Column(
        "evidenced_by", Text, comment="the officer who recorded the evidence; null where the channel itself confirmed"
    ),
    Column("evidenced_at", DateTime(timezone=True)),
    ForeignKeyConstraint(
        ["decision_id", "channel"],
        ["channel_publication.decision_id", "channel_publication.channel"],
        name="fk_channel_rectification_channel_publication",  # the convention's name is too long for PostgreSQL
    ),
    CheckConstraint("state IN ('due', 'sent', 'confirmed', 'failed', 'evidenced')", name="state"),
    CheckConstraint("(state IN ('confirmed', 'evidenced')) = (shown_on IS NOT NULL)", name="shown_on"),
    CheckConstraint("(state = 'evidenced') = (evidenced_by IS NOT NULL)", name="evidenced_by"),
    CheckConstraint("(due_on IS NULL) = (article IS NULL)", name="article"),
    Index("ix_channel_rectification_decision_id", "decision_id"),
    Index(
        "ix_channel_rectification_channel_order",
        "channel",
        "after_position",
        "number",
        postgresql_where=text("state = 'due'"),
    ),
    Index("ix_channel_rectification_due_on", "due_on", postgresql_where=text("state IN ('due', 'sent', 'failed')")),
)

channel_attempt = Table(
    "channel_attempt",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("decision_id", Uuid, nullable=False),
    Column("channel", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("status", Integer, comment="the HTTP status of the response; null where there was no response"),
    Column("error", Text),
    Column(
        "rectification_id",
        Uuid,
        ForeignKey("rectification.id"),
        comment="the rectification that was sent; null: the Decision itself",
    ),
    ForeignKeyConstraint(
        ["decision_id", "channel"], ["channel_publication.decision_id", "channel_publication.channel"]
    ),
    Index("ix_channel_attempt_decision_id_channel", "decision_id", "channel"),
)

channel_circuit = Table(
    "channel_circuit",
    metadata,
    Column("channel", Text, ForeignKey("publication_channel.code"), primary_key=True),
    Column("state", Text, nullable=False, server_default=text("'closed'")),
    Column("failures", Integer, nullable=False, server_default=text("0"), comment="consecutive failures"),
    Column("probe_at", DateTime(timezone=True), comment="when an open circuit lets one attempt through"),
    CheckConstraint("state IN ('closed', 'open', 'gone')", name="state"),
    comment="the row lock lets one process at a time push to the channel",
)
