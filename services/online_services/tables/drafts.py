"""Drafts of filings, which the read-only role cannot see."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from online_services.tables.forms import form
from online_services.tables.metadata import metadata

dossier_draft = Table(
    "dossier_draft",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("owner", Text, nullable=False, comment="who keeps it, and nobody else reads it"),
    Column("agency_code", Text, comment="where an officer keeps it for an applicant; null: it is an applicant's"),
    Column("procedure_code", Text, nullable=False),
    Column("version", Integer, nullable=False, comment="of the procedure, by which it was filled in"),
    Column(
        "form_id",
        BigInteger,
        ForeignKey(form.c.id),
        comment="the form by which it was filled in; null: the version had none",
    ),
    Column("revision", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("channel", Text, nullable=False),
    Column("for_case", Text),
    Column("receiving_agency", Text),
    Column("deciding_agency", Text),
    Column("personal_id", Text),
    Column("full_name", Text),
    Column("phone", Text),
    Column("delegate_personal_id", Text),
    Column("delegation_ground", Text),
    Column("delegation_extent", ARRAY(Text), nullable=False),
    Column("papers", JSONB, nullable=False),
    Column("form_data", JSONB(none_as_null=True)),
    CheckConstraint("channel IN ('direct', 'online', 'post')", name="channel"),
    CheckConstraint("(delegate_personal_id IS NULL) = (delegation_ground IS NULL)", name="delegation"),
    Index(None, "owner", "changed_at"),
    Index(None, "changed_at"),
    comment="what somebody prepares to file; the dossier that is filed from it has its id",
)

dossier_draft_reading = Table(
    "dossier_draft_reading",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("draft_id", Uuid, nullable=False, comment="the draft may be deleted since"),
    Column("personal_id", Text, comment="of the applicant whom the draft named then; null: it named none"),
    Column("reader", Text, nullable=False),
    Column("reader_name", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("read_at", DateTime(timezone=True), nullable=False),
    Index(None, "personal_id"),
    comment="which officer read a draft about an applicant, when and why; they see it",
)
