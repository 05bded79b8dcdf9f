"""Who holds which part on the road of a Decision, each step that was taken, and the files that were signed. All written
once."""

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
    Column("agency_code", Text, nullable=False, comment="an agency, or an issuing body"),
    Column("subject", Text, comment="of the token; none: whoever acts for the agency"),
    Column("title", Text, nullable=False, comment="chức vụ, tên cơ quan"),
    Column("valid_from", Date),
    Column("valid_to", Date, comment="the first day on which it is no longer held; valid_from: recorded by mistake"),
    Column("legal_basis", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("role IN ('drafter', 'controller', 'signer', 'publisher')", name="role"),
    CheckConstraint("valid_from <= valid_to", name="validity"),
    Index("ix_role_holder_agency_code", "agency_code"),
    comment="of one role, agency, subject and first day the last row holds",
)

decision_step = Table(
    "decision_step",
    metadata,
    Column("decision_id", Uuid, ForeignKey("decision.id"), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False, comment="of the Decision, after the step"),
    Column("step", Text, nullable=False),
    Column("taken_by", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("title", Text, nullable=False, comment="of the role, as it was recorded"),
    Column("taken_at", DateTime(timezone=True), nullable=False),
    Column("legal_basis", Text, nullable=False, comment="of the role, as it was recorded"),
    Column("reason", Text, comment="in the words of who took it"),
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
