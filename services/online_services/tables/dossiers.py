"""Dossiers. What names a person, or tells of one, is in tables of its own, which the read-only role cannot see."""

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
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from online_services.tables.metadata import metadata

MOMENT = DateTime(timezone=True)

NO_PART = text("parent_id IS NULL AND received_at IS NOT NULL")
"""The dossiers that reports count, in two indexes that have all that is counted: nobody waits for longer than two
seconds, however many have ended."""

dossier = Table(
    "dossier",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, comment="mã hồ sơ, given at reception"),
    Column("parent_id", Uuid, ForeignKey("dossier.id"), comment="the dossier of which this is a sub-dossier"),
    Column("procedure_code", Text, nullable=False),
    Column("version", Integer, nullable=False, comment="of the procedure, on the day of filing; it never changes"),
    Column("channel", Text, nullable=False),
    Column("for_case", Text, comment="null: the procedure tells no cases apart"),
    Column("filed_at_agency", Text, nullable=False),
    Column("receiving_agency", Text, nullable=False),
    Column("deciding_agency", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("filed_at", MOMENT, nullable=False),
    Column("received_at", MOMENT),
    Column("ended_at", MOMENT, comment="when it was declined, withdrawn, stopped or finished"),
    Column("limit_amount", Numeric),
    Column("limit_unit", Text),
    Column(
        "clock_from",
        MOMENT,
        comment="from when the limit counts: reception, or a later act from which it counts anew",
    ),
    Column("due_on", Date, comment="the appointed day; it changes by an act only"),
    Column("due_at", MOMENT, comment="the appointed moment, where the limit is in working hours"),
    Column("paused_from", MOMENT, comment="since when the agency waits for the applicant"),
    Column("supplement_requested", Boolean, nullable=False, comment="after reception"),
    Column("supplement_due", Date, comment="the last day for a supplement that was asked for before reception"),
    Column("handed_in", Boolean, nullable=False),
    Column("extended", Boolean, nullable=False),
    Column("process_decision", Text, comment="the Decision that approved the internal process that is followed"),
    Column("process_code", Text),
    Column("step", Integer, comment="of the internal process; null: the first one"),
    Column("step_name", Text),
    Column("results", Integer, nullable=False, server_default="0", comment="how many were signed: the last one counts"),
    Column("result_revoked", Boolean, nullable=False, server_default="false"),
    Column("back_entered", Boolean, nullable=False, server_default="false", comment="later, at stated moments"),
    UniqueConstraint("number"),
    CheckConstraint("channel IN ('direct', 'online', 'post')", name="channel"),
    CheckConstraint(
        "stage IN ('filed', 'received', 'declined', 'in_process', 'supplement_before_reception', 'supplement', "
        "'fee_requested', 'withdrawn', 'stopped', 'finished', 'handed_over')",
        name="stage",
    ),
    CheckConstraint("(number IS NULL) = (received_at IS NULL)", name="number_at_reception"),
    CheckConstraint("(limit_amount IS NULL) = (limit_unit IS NULL)", name="limit_with_its_unit"),
    CheckConstraint("due_at IS NULL OR due_on IS NOT NULL", name="appointment"),
    CheckConstraint("num_nulls(process_decision, process_code, step, step_name) IN (0, 4)", name="progress"),
    Index(None, "deciding_agency", "stage", "due_on"),
    Index(None, "receiving_agency", "stage"),
    Index(None, "receiving_agency", "received_at", "id"),
    Index("ix_dossier_parent_id", "parent_id", postgresql_where=text("parent_id IS NOT NULL")),
    Index("ix_dossier_counted_received_at", "received_at", postgresql_where=NO_PART),
    Index("ix_dossier_counted_ended_at", "ended_at", "received_at", postgresql_where=NO_PART),
)

dossier_person = Table(
    "dossier_person",
    metadata,
    Column("dossier_id", Uuid, ForeignKey(dossier.c.id), primary_key=True),
    Column("personal_id", Text, nullable=False),
    Column("full_name", Text, nullable=False),
    Column("phone", Text),
    Column("delegate_personal_id", Text),
    Column("delegation_ground", Text),
    Column("delegation_extent", ARRAY(Text), nullable=False, comment="the acts that the delegate may do"),
    CheckConstraint("(delegate_personal_id IS NULL) = (delegation_ground IS NULL)", name="delegation"),
    Index(None, "personal_id"),
    comment="the applicant (chủ hồ sơ), and who acts for them",
)

dossier_paper = Table(
    "dossier_paper",
    metadata,
    Column("dossier_id", Uuid, ForeignKey(dossier.c.id), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column(
        "digitisation",
        Integer,
        nullable=False,
        comment="0 not digitised, 1 digitised, 2 reused from a paper of another dossier, 3 reused from another result",
    ),
    CheckConstraint("digitisation BETWEEN 0 AND 3", name="digitisation"),
)

dossier_pause = Table(
    "dossier_pause",
    metadata,
    Column("dossier_id", Uuid, ForeignKey(dossier.c.id), primary_key=True),
    Column("begins", MOMENT, primary_key=True),
    Column("ends", MOMENT, nullable=False),
    CheckConstraint("begins <= ends", name="in_order"),
)

dossier_act = Table(
    "dossier_act",
    metadata,
    Column("dossier_id", Uuid, ForeignKey(dossier.c.id), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("action", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("acted_by", Text, nullable=False),
    Column("acted_at", MOMENT, nullable=False),
    Column("reason", Text),
    Column("due_on", Date, comment="the appointment after this act"),
    Column("due_at", MOMENT),
    Column("assigned_to", Text, comment="the officer to whom the act assigned the dossier"),
    Column(
        "entered",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="whether acted_by is who entered the act of a past dossier, and not who did it",
    ),
)

dossier_assignment = Table(
    "dossier_assignment",
    metadata,
    Column("dossier_id", Uuid, ForeignKey(dossier.c.id), primary_key=True),
    Column("handler", Text, nullable=False),
    Column("assigned_at", MOMENT, nullable=False),
    comment="the officer who handles a dossier; without a row any handler of the agency may",
)

dossier_fee = Table(
    "dossier_fee",
    metadata,
    Column("dossier_id", Uuid, ForeignKey(dossier.c.id), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("amount", BigInteger, nullable=False, comment="in đồng"),
    Column("ground", Text, nullable=False, comment="the legal basis"),
    Column("requested_at", MOMENT, nullable=False),
    CheckConstraint("amount > 0", name="amount"),
    comment="what an applicant owes (nghĩa vụ tài chính)",
)

dossier_fee_settlement = Table(
    "dossier_fee_settlement",
    metadata,
    Column("dossier_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("settled_by", Text, nullable=False),
    Column("amount", BigInteger, nullable=False, comment="what was paid, in đồng"),
    Column("reference", Text, comment="of the payment at the treasury, or the number of the receipt"),
    Column("settled_at", MOMENT, nullable=False),
    ForeignKeyConstraint(["dossier_id", "number"], [dossier_fee.c.dossier_id, dossier_fee.c.number]),
    CheckConstraint("settled_by IN ('treasury', 'cash', 'reduction', 'waiver')", name="settled_by"),
    CheckConstraint("(amount = 0) = (settled_by = 'waiver')", name="amount_of_waiver"),
    CheckConstraint("(reference IS NULL) = (settled_by = 'waiver')", name="reference_of_payment"),
    Index(
        "uq_dossier_fee_settlement_reference",
        "reference",
        unique=True,
        postgresql_where=text("settled_by = 'treasury'"),
    ),
    comment="how a fee was settled; a payment at the treasury settles one fee",
)

dossier_warning = Table(
    "dossier_warning",
    metadata,
    Column("dossier_id", Uuid, ForeignKey(dossier.c.id), primary_key=True),
    Column("clock_from", MOMENT, primary_key=True, comment="from when the limit counts that the warning is about"),
    Column("kind", Text, primary_key=True),
    Column("threshold", Integer, primary_key=True, autoincrement=False, comment="in per cent, or in working days"),
    Column("warn_at", MOMENT, nullable=False),
    Column("emitted_at", MOMENT, comment="null: the event is to be emitted at warn_at"),
    CheckConstraint("kind IN ('percent', 'days_before')", name="kind"),
    Index("ix_dossier_warning_warn_at", "warn_at", postgresql_where=text("emitted_at IS NULL")),
    comment="the warnings of a running clock that its appointment is near; what pauses or ends takes them away",
)

dossier_without_warnings = Table(
    "dossier_without_warnings",
    metadata,
    Column("dossier_id", Uuid, ForeignKey(dossier.c.id), primary_key=True),
    comment=(
        "dossiers whose appointment was given before warnings were computed; "
        "watch-deadlines computes them and empties it"
    ),
)

dossier_counter = Table(
    "dossier_counter",
    metadata,
    Column("agency_code", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("last_number", Integer, nullable=False),
    comment=(
        "the last number that an agency gave on a day; its row lock makes numbers contiguous, and nothing returns one"
    ),
)

dossier_reading = Table(
    "dossier_reading",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("dossier_id", Uuid, ForeignKey(dossier.c.id), nullable=False),
    Column("reader", Text, nullable=False),
    Column("reader_name", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("read_at", MOMENT, nullable=False),
    Index(None, "dossier_id"),
    comment="who read a dossier, when and why; the citizen sees it",
)

dossier_officer = Table(
    "dossier_officer",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("agency_code", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("legal_basis", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", MOMENT, nullable=False),
    CheckConstraint(
        "role IN ('receiver', 'handler', 'signer', 'deliverer', 'treasury', 'head_of_agency')", name="role"
    ),
    CheckConstraint("valid_from <= valid_to", name="validity"),
    Index(None, "agency_code", "subject"),
    comment="who handles dossiers as what; for an agency, subject, role and first day, the latest row applies",
)
