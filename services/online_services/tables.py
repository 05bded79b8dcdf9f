"""The tables of the registry, and of the projection of the law that it follows."""

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
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, ExcludeConstraint

from common.consumer.consumer_tables import add_consumer_tables
from common.database.connections import new_metadata
from common.eventlog.log_tables import add_log_tables
from common.http.idempotency_table import add_idempotency_table
from common.projection.tables import PROJECTED

metadata = new_metadata()
add_log_tables(metadata)
add_consumer_tables(metadata)
add_idempotency_table(metadata)

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
    CheckConstraint("level IN ('full', 'partial')", name="level"),
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
        comment="registered, level_changed, review_requested, reviewed, withdrawn, restored, recoded",
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

procedure_period = Table(
    "procedure_period",
    metadata,
    Column("procedure_code", Text, primary_key=True),
    Column("effective_from", Date, primary_key=True),
    Column("effective_to", Date),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("levels", Text, nullable=False, comment="administrative levels, highest first, separated by a space"),
    Column("agency_code", Text, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("decision", Text, nullable=False, comment="the Decision that put this version in force, as JSON"),
    schema=PROJECTED,
)
