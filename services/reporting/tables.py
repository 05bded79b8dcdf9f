"""The read models, one group for each source; no row of one source references a row of another."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text

from common.consumer.consumer_tables import add_consumer_tables
from common.database.connections import new_metadata
from common.http.idempotency_table import add_idempotency_table
from common.projection.tables import PROJECTED

metadata = new_metadata()
add_consumer_tables(metadata)
add_idempotency_table(metadata)

decision = Table(
    "decision",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("number", Text, nullable=False),
    Column("issuing_body", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("published_on", Date, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("back_entered", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Index(None, "signed_on", "decision_id"),
    schema=PROJECTED,
)

decision_topic = Table(
    "decision_topic",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    schema=PROJECTED,
)

decision_item = Table(
    "decision_item",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("item_number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("procedure_code", Text, nullable=False),
    Column("successor_code", Text, comment="the code of the successor, if the item replaces the procedure by another"),
    Column("name", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("field_code", Text, nullable=False),
    Column("level", Text, nullable=False, comment="the highest administrative level that handles the procedure"),
    Column("effective_on", Date, nullable=False),
    Column(
        "predecessor_unrecorded",
        Boolean,
        nullable=False,
        comment="whether no earlier version of the procedure was recorded",
    ),
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
    schema=PROJECTED,
)

annulled_item = Table(
    "annulled_item",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("item_number", Integer, primary_key=True, autoincrement=False),
    Column("effective_from", Date, nullable=False, comment="the day from which the item has no effect"),
    Column("instrument_id", Text, nullable=False),
    schema=PROJECTED,
)

annulled_decision = Table(
    "annulled_decision",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("effective_from", Date, nullable=False, comment="the day from which its processes are no longer valid"),
    Column("instrument_id", Text, nullable=False),
    schema=PROJECTED,
)

corrected_item = Table(
    "corrected_item",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("item_number", Integer, primary_key=True, autoincrement=False),
    Column("instrument_id", Text, primary_key=True),
    schema=PROJECTED,
)

online_level = Table(
    "online_level",
    metadata,
    Column("service_id", Text, primary_key=True),
    Column("effective_from", Date, primary_key=True),
    Column("effective_to", Date),
    Column("level", Text, nullable=False),
    Column("procedure_code", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("administrative_level", Text, nullable=False),
    Column("under_review", Boolean, nullable=False),
    schema=PROJECTED,
)

lookup = Table(
    "lookup",
    metadata,
    Column("lookup_id", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("procedure_code", Text, nullable=False),
    Column("outcome", Text, nullable=False, comment="matched, not_matched, or the type of the refusal"),
    Index(None, "day"),
    schema=PROJECTED,
)
