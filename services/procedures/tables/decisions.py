"""Decisions with all that they list.

What a Decision lists is written once and never changes. Its status follows the approval workflow until it is published
or discarded. Its number and signing day are known at the latest when it is signed.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON

from procedures.tables.metadata import metadata

decision = Table(
    "decision",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, comment="null until a number is assigned, at the latest when the Decision is signed"),
    Column("canonical_number", Text, comment="the canonical form of the number, by which it is compared and looked up"),
    Column("issuing_body", Text, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("signed_year", Integer, nullable=False),
    Column("agency_code", Text, ForeignKey("agency.code"), nullable=False),
    Column("title", Text, nullable=False),
    Column("topics", ARRAY(Text), nullable=False),
    Column("status", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("back_entered", Boolean, nullable=False),
    Column("late", Boolean, nullable=False, comment="whether an item took effect before the signing day"),
    Column(
        "published_on",
        Date,
        comment="the stated day of a back-entered Decision, else the day of publication in this system",
    ),
    Column("created_by", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("published_by", Text),
    Column(
        "recorded_at",
        DateTime(timezone=True),
        comment="when this system recorded the publication; the known range of its periods starts here",
    ),
    Column("discarded_by", Text),
    Column("discarded_at", DateTime(timezone=True)),
    Column(
        "shortened",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="shortened procedure (rút gọn), which has its own deadlines",
    ),
    Column("due_on", Date, comment="the last day for signing in time, as computed at publication"),
    Column("due_article", Text),
    Column(
        "approved",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="whether the body that controls procedures approved it",
    ),
    Column(
        "signed_file_sha256",
        Text,
        comment="in hexadecimal digits; of a back-entered Decision as stated by who recorded it",
    ),
    Column("signer", Text, comment="the official title (chức vụ) of the signer"),
    Column("revises", Uuid, ForeignKey("decision.id"), comment="the draft that this one revises"),
    CheckConstraint("signed_year = EXTRACT(year FROM signed_on)", name="signed_year"),
    CheckConstraint("status IN ('draft', 'review', 'signed', 'published', 'discarded')", name="status"),
    CheckConstraint(
        "(status = 'published') = (recorded_at IS NOT NULL AND published_by IS NOT NULL)", name="published"
    ),
    CheckConstraint(
        "(status = 'discarded') = (discarded_at IS NOT NULL AND discarded_by IS NOT NULL)", name="discarded"
    ),
    CheckConstraint("status <> 'published' OR published_on IS NOT NULL", name="published_on"),
    CheckConstraint("status NOT IN ('signed', 'published') OR number IS NOT NULL", name="number"),
    CheckConstraint("(number IS NULL) = (canonical_number IS NULL)", name="canonical_number"),
    CheckConstraint("status <> 'signed' OR signed_file_sha256 IS NOT NULL", name="signed"),
    CheckConstraint("signed_file_sha256 ~ '^[0-9a-f]{64}$'", name="signed_file_sha256"),
    Index(
        "uq_decision_issuing_body_signed_year_canonical_number",
        "issuing_body",
        "signed_year",
        "canonical_number",
        unique=True,
        postgresql_where=text("status <> 'discarded'"),
    ),
    Index("ix_decision_signed_on_id", "signed_on", "id"),
)

legal_document = Table(
    "legal_document",
    metadata,
    Column("decision_id", Uuid, ForeignKey("decision.id"), primary_key=True),
    Column("canonical_number", Text, primary_key=True),
    Column("number", Text, nullable=False, comment="as written"),
    Column("title", Text, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("effective_on", Date, comment="null of a ministry's Decision of publication, which has no such day"),
    Column(
        "provincial",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="whether the province's own council or committee issued it",
    ),
    Column(
        "ministry_decision",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="whether it is the Decision by which a ministry publishes procedures",
    ),
    CheckConstraint("ministry_decision = (effective_on IS NULL)", name="effective_on"),
    CheckConstraint("NOT (ministry_decision AND provincial)", name="ministry_decision"),
)

decision_item = Table(
    "decision_item",
    metadata,
    Column("decision_id", Uuid, ForeignKey("decision.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("procedure_code", Text, nullable=False),
    Column("successor_code", Text),
    Column("effective_on", Date, nullable=False),
    Column("legal_document_number", Text, comment="as the item writes it"),
    Column("legal_document_canonical_number", Text),
    Column("online_level", Text),
    Column("name", Text),
    Column("field_code", Text, ForeignKey("field.code")),
    Column("agency_code", Text, ForeignKey("agency.code")),
    Column("levels", ARRAY(Text)),
    Column("population_fields", ARRAY(Text)),
    Column(
        "content",
        JSON,
        comment=(
            "the complete content, stored exactly as responses show it; name to population_fields are "
            "copies of its members"
        ),
    ),
    Column(
        "changed_parts",
        ARRAY(Text),
        comment="the parts that the Decision states as changed (Article 15 NĐ 63/2010); null: it states none",
    ),
    Column(
        "published_as", Text, comment="list or content (Article 13(2) NĐ 63/2010); null: the item does not state it"
    ),
    Column("ministry_publication_code", Text),
    Column("ministry_publication_decision_number", Text),
    Column("fee_delegation", Text, comment="the legal document that delegates the fee to the province"),
    Column(
        "predecessor_unrecorded",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="whether the item states that no earlier version of the procedure is recorded here",
    ),
    Column("designation", Text, ForeignKey("designation.code")),
    Column("list", Text, comment="the heading of the list in which the Decision prints the item"),
    Column("section", Text, comment="the heading within the list"),
    Column("list_number", Text, comment="the number in the list, as printed"),
    Column(
        "heading", JSON, comment="name, field, agency and levels of an ended procedure of which nothing is recorded"
    ),
    ForeignKeyConstraint(
        ["decision_id", "legal_document_canonical_number"],
        ["legal_document.decision_id", "legal_document.canonical_number"],
        name="fk_decision_item_legal_document",  # the convention's name is too long for PostgreSQL
    ),
    CheckConstraint(
        "kind IN ('introduce', 'amend', 'replace', 'repeal', 'declare_online', 'standardise', 'designate', 'confirm')",
        name="kind",
    ),
    CheckConstraint(
        "(kind IN ('introduce', 'amend', 'replace', 'standardise')) = (content IS NOT NULL)", name="content"
    ),
    CheckConstraint("designation IS NULL OR kind IN ('declare_online', 'designate')", name="designation"),
    CheckConstraint("kind <> 'designate' OR designation IS NOT NULL", name="designated"),
    CheckConstraint("(kind = 'declare_online') = (online_level IS NOT NULL)", name="online_level"),
    CheckConstraint("successor_code IS NULL OR kind = 'replace'", name="successor_code"),
    CheckConstraint(
        "kind <> 'repeal' OR num_nonnulls(legal_document_number, ministry_publication_decision_number) > 0",
        name="legal_document_number",
    ),
    CheckConstraint(
        "(legal_document_number IS NULL) = (legal_document_canonical_number IS NULL)",
        name="legal_document_canonical_number",
    ),
    CheckConstraint(
        "changed_parts IS NULL OR kind IN ('amend', 'standardise') OR (kind = 'replace' AND successor_code IS NULL)",
        name="changed_parts",
    ),
    CheckConstraint("published_as IN ('list', 'content')", name="published_as"),
    CheckConstraint(
        "(ministry_publication_code IS NULL) = (ministry_publication_decision_number IS NULL)"
        " AND (published_as IS NOT DISTINCT FROM 'list' OR num_nonnulls(ministry_publication_code, fee_delegation) ="
        " 0)",
        name="ministry_publication",
    ),
    CheckConstraint(
        "NOT predecessor_unrecorded"
        " OR (kind IN ('amend', 'replace', 'repeal', 'standardise')"
        " AND num_nonnulls(legal_document_number, ministry_publication_decision_number) > 0)",
        name="predecessor_unrecorded",
    ),
    CheckConstraint(
        "(heading IS NOT NULL) = (predecessor_unrecorded AND (kind = 'repeal' OR successor_code IS NOT NULL))",
        name="heading",
    ),
    Index("ix_decision_item_procedure_code_decision_id", "procedure_code", "decision_id"),
    Index(
        "uq_decision_item_changed_procedure",
        "procedure_code",
        "decision_id",
        unique=True,
        postgresql_where=text("kind NOT IN ('declare_online', 'designate', 'confirm')"),
    ),
    Index(
        "uq_decision_item_declared_procedure",
        "procedure_code",
        "decision_id",
        unique=True,
        postgresql_where=text("kind = 'declare_online'"),
    ),
    Index(
        "ix_decision_item_predecessor_unrecorded",
        "procedure_code",
        postgresql_where=text("predecessor_unrecorded"),
    ),
    Index(
        "uq_decision_item_successor_code_decision_id",
        "successor_code",
        "decision_id",
        unique=True,
        postgresql_where=text("successor_code IS NOT NULL"),
    ),
)

internal_process = Table(
    "internal_process",
    metadata,
    Column("decision_id", Uuid, ForeignKey("decision.id"), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("position", Integer, nullable=False, comment="its position in the list of the Decision"),
    Column("procedure_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("inter_agency", Boolean, nullable=False),
    Column("agency_code", Text, ForeignKey("agency.code"), nullable=False),
    Column("channel", Text, comment="null: for dossiers of every channel"),
    Column("for_case", Text, comment="the case as the note of a time limit names it; null: for no case in particular"),
    Column(
        "separate_signer",
        Boolean,
        nullable=False,
        server_default="false",
        comment="whether a result is not signed by an officer who handled the dossier",
    ),
    Index("ix_internal_process_procedure_code", "procedure_code"),
)

process_step = Table(
    "process_step",
    metadata,
    Column("decision_id", Uuid, primary_key=True),
    Column("process_code", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("agency_code", Text, ForeignKey("agency.code")),
    Column("agency_name", Text, comment="the name of an agency that has no code here"),
    ForeignKeyConstraint(["decision_id", "process_code"], ["internal_process.decision_id", "internal_process.code"]),
)
