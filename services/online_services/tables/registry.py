"""Online services, their levels over time, and their history."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, ExcludeConstraint

from online_services.tables.metadata import metadata

offered_procedure = Table(
    "offered_procedure",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("code", Text, nullable=False),
    UniqueConstraint("code"),
    comment="one row per procedure that the registry ever handled; its row lock serialises a registration and a repeal",
)

partial_reason = Table(
    "partial_reason",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False, comment="as published, Vietnamese"),
    Column("name_en", Text, nullable=False),
    Column("source", Text, nullable=False, comment="the law that lists the reason"),
)

online_service = Table(
    "online_service",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("procedure_id", BigInteger, ForeignKey(offered_procedure.c.id), nullable=False),
    Column("procedure_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("administrative_levels", ARRAY(Text), nullable=False),
    Column("offered_from", Date, comment="null: cancelled before its first day"),
    Column("offered_to", Date, comment="the first day on which it is no longer offered"),
    Column("under_review", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("paused_from", Date, comment="from that day on nothing is filed online before a review"),
    CheckConstraint("offered_from < offered_to", name="offered_for_a_day"),
    Index(None, "procedure_id"),
    Index(None, "procedure_code", "id"),
    ExcludeConstraint(
        ("procedure_id", "="),
        (func.daterange(literal_column("offered_from"), literal_column("offered_to")), "&&"),
        name="ex_online_service_one_at_a_time",
        where=literal_column("offered_from IS NOT NULL"),
        using="gist",
    ),
)

level_period = Table(
    "level_period",
    metadata,
    Column("service_id", Uuid, ForeignKey(online_service.c.id), primary_key=True),
    Column("effective_from", Date, primary_key=True),
    Column("effective_to", Date),
    Column("level", Text, nullable=False),
    Column("reason_code", Text, ForeignKey(partial_reason.c.code)),
    Column("reason_legal_basis", Text),
    Column("decision", JSONB(none_as_null=True), comment="the Decision that set this level, if one did"),
    CheckConstraint("effective_from < effective_to", name="holds_for_a_day"),
    CheckConstraint("level IN ('full', 'partial', 'information_only', 'undetermined')", name="level"),
    CheckConstraint("level = 'partial' OR reason_code IS NULL", name="full_has_no_reason"),
    CheckConstraint("(reason_code IS NULL) = (reason_legal_basis IS NULL)", name="reason_with_its_law"),
)

level_before = Table(
    "level_before",
    metadata,
    Column("service_id", Uuid, ForeignKey(online_service.c.id), primary_key=True),
    Column("decision_id", Text, primary_key=True, comment="the Decision that changed these levels"),
    Column("effective_from", Date, primary_key=True),
    Column("effective_to", Date),
    Column("level", Text, nullable=False),
    Column("reason_code", Text),
    Column("reason_legal_basis", Text),
    Column("decision", JSONB(none_as_null=True), comment="the Decision that had set this level, if one had"),
    comment="the levels before a Decision changed them, to be restored when it is annulled",
)

proactive_level = Table(
    "proactive_level",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("service_id", Uuid, ForeignKey(online_service.c.id), nullable=False),
    Column("effective_from", Date, nullable=False, comment="until the next row of the service begins"),
    Column("level", SmallInteger, nullable=False, comment="Điều 16 NĐ 224/2026; 0: the service waits for a dossier"),
    Column("legal_basis", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("level BETWEEN 0 AND 4", name="level"),
    Index(None, "service_id", "effective_from"),
    comment="rows are added and never changed; of rows with the same service and day the last one counts",
)

service_set = Table(
    "service_set",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, comment="the first day on which it is no longer a set"),
    Column("legal_basis", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("kind IN ('essential', 'interconnected')", name="kind"),
    CheckConstraint("valid_from <= valid_to", name="not_before_its_beginning"),
    Index(None, "code", "valid_from"),
    comment="rows are added and never changed; of rows with the same code and first day the last one counts",
)

service_set_member = Table(
    "service_set_member",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("set_code", Text, nullable=False),
    Column("procedure_code", Text, nullable=False),
    Column("position", Integer, nullable=False, comment="in the set; in a group the order in which it is handled"),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, comment="the first day on which it is no longer in the set"),
    Column("legal_basis", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("valid_from <= valid_to", name="not_before_its_beginning"),
    Index(None, "set_code", "procedure_code", "valid_from"),
    Index(None, "procedure_code"),
    comment="rows are added and never changed; of rows with the same set, procedure and first day the last one counts",
)

service_history = Table(
    "service_history",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("service_id", Uuid, ForeignKey(online_service.c.id), nullable=False),
    Column("revision", Integer, nullable=False),
    Column(
        "action",
        Text,
        nullable=False,
        comment="registered, level_changed, review_requested, reviewed, withdrawn, restored, recoded, "
        "proactive_level_set",
    ),
    Column("effective_on", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column(
        "recorded_by",
        Text,
        nullable=False,
        comment="the officer's subject, or the name of the consumer that made the change",
    ),
    Column("decision", JSONB(none_as_null=True)),
    Column(
        "reason", Text, comment="the reason that the instrument states by which a Decision was annulled or corrected"
    ),
    UniqueConstraint("service_id", "revision"),
)

registry_revision = Table(
    "registry_revision",
    metadata,
    Column("singleton", Boolean, primary_key=True, server_default=text("true")),
    Column("revision", BigInteger, nullable=False),
    CheckConstraint("singleton", name="singleton"),
    comment=(
        "triggers increment it at the end of each transaction in which a service, its levels or the "
        "name of a reason change, whoever changes them"
    ),
)
