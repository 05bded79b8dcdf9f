"""The role holders of the approval workflow, each step that was taken, and the signed files. All of them are
append-only."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
)

from procedures.tables.metadata import metadata

role_holder = Table(
    "role_holder",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("role", Text, nullable=False),
    Column("agency_code", Text, nullable=False, comment="the code of an agency or of an issuing body"),
    Column("subject", Text, comment="the subject of the access token; null: anyone who acts for the agency"),
    Column("title", Text, nullable=False, comment="chức vụ, tên cơ quan"),
    Column("valid_from", Date),
    Column(
        "valid_to",
        Date,
        comment=(
            "the first day on which the role is no longer held; equal to valid_from where the row was "
            "recorded by mistake"
        ),
    ),
    Column("legal_basis", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("role IN ('drafter', 'controller', 'signer', 'publisher')", name="role"),
    CheckConstraint("valid_from <= valid_to", name="validity"),
    Index("ix_role_holder_agency_code", "agency_code"),
    comment="for a role, agency, subject and first day, the latest row applies",
)

decision_step = Table(
    "decision_step",
    metadata,
    Column("decision_id", Uuid, ForeignKey("decision.id"), primary_key=True),
    Column(
        "revision",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="the revision of the Decision after the step",
    ),
    Column("step", Text, nullable=False),
    Column("taken_by", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("title", Text, nullable=False, comment="as recorded for the role holder"),
    Column("taken_at", DateTime(timezone=True), nullable=False),
    Column("legal_basis", Text, nullable=False, comment="as recorded for the role holder"),
    Column("reason", Text, comment="in the words of the person who took the step"),
    Column("signed_file_sha256", Text),
    CheckConstraint("step <> 'return' OR reason IS NOT NULL", name="reason"),
)

signed_file = Table(
    "signed_file",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("kept_by", Text, nullable=False),
    Column("kept_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("sha256 = encode(sha256(content), 'hex')", name="sha256"),
)
