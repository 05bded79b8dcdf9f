"""Forms, and what applicants filled in. The latter is in a table that the read-only role cannot see."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Identity, Index, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from online_services.tables.dossiers import dossier
from online_services.tables.metadata import metadata

form = Table(
    "form",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("procedure_code", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("schema", Text, nullable=False, comment="JSON Schema"),
    Column("legal_basis", Text, nullable=False),
    Column("agency_code", Text, nullable=False, comment="the agency that owns the procedure"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index(None, "procedure_code", "version", "id"),
    comment="rows are added and never changed; of the forms of one version the last one counts",
)

dossier_form = Table(
    "dossier_form",
    metadata,
    Column("dossier_id", Uuid, ForeignKey(dossier.c.id), primary_key=True),
    Column("form_id", BigInteger, ForeignKey(form.c.id), nullable=False, comment="the form when it was filed"),
    Column("data", JSONB, nullable=False),
    comment="what the applicant filled in",
)
