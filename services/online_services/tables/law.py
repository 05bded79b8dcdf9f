"""The law that this service follows, projected from the events of `procedures`, and the contents that it fetched."""

from sqlalchemy import Boolean, Column, Date, DateTime, Index, Integer, Table, Text

from common.projection.tables import PROJECTED
from online_services.tables.metadata import metadata

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
    Column(
        "content_sha256", Text, comment="of the content of the version; null where events from before did not state it"
    ),
    schema=PROJECTED,
)

recoded_procedure = Table(
    "recoded_procedure",
    metadata,
    Column(
        "former_code",
        Text,
        primary_key=True,
        comment="the provisional code, which leads to the procedure for ever",
    ),
    Column("procedure_code", Text, nullable=False),
    schema=PROJECTED,
)

approved_process = Table(
    "approved_process",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("process_code", Text, primary_key=True),
    Column("procedure_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("inter_agency", Boolean, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("channel", Text, comment="null: for dossiers of all channels"),
    Column("for_case", Text, comment="null: for dossiers of every case"),
    Column("steps", Text, nullable=False, comment="as JSON"),
    Column("signed_on", Date, nullable=False),
    Column("decision", Text, nullable=False, comment="the Decision that approved it, as JSON"),
    Column(
        "separate_signer",
        Boolean,
        nullable=False,
        server_default="false",
        comment="whether a dossier is not finished or stopped by an officer who handled it",
    ),
    Index("ix_approved_process_procedure_code", "procedure_code"),
    schema=PROJECTED,
)

recorded_decision = Table(
    "recorded_decision",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    schema=PROJECTED,
)

annulled_decision = Table(
    "annulled_decision",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("effective_from", Date, nullable=False, comment="the processes that it approved end on that day"),
    schema=PROJECTED,
    comment="Decisions that are annulled entirely",
)

calendar_day = Table(
    "calendar_day",
    metadata,
    Column("day", Date, primary_key=True),
    Column("recorded_at", DateTime(timezone=True), primary_key=True),
    Column("working", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    schema=PROJECTED,
    comment="for a day and a moment, the last row recorded until then applies; a day without a row follows its weekday",
)

working_hours = Table(
    "working_hours",
    metadata,
    Column("unit", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("recorded_at", DateTime(timezone=True), primary_key=True),
    Column("hours", Text, nullable=False, comment="a decimal number"),
    Column("legal_basis", Text, nullable=False),
    schema=PROJECTED,
)

agency = Table(
    "agency",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date, comment="the first day on which the agency no longer exists"),
    Column("successor_codes", Text, nullable=False, comment="separated by a space"),
    schema=PROJECTED,
)

version_content = Table(
    "version_content",
    metadata,
    Column("procedure_code", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("content", Text, nullable=False, comment="JSON, exactly the bytes that were fetched"),
    Column("content_sha256", Text, nullable=False),
    Column("stated", Boolean, nullable=False, comment="whether an event stated the hash; if not, it is the first seen"),
    Column("fetched_at", DateTime(timezone=True), nullable=False),
    comment=(
        "what was fetched from `procedures`, once and for ever: dossiers are handled under the version of their day"
    ),
)
