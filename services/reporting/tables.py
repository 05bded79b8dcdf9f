"""The read models, one group for each source; no row of one source references a row of another. Below them, in the
schema that no rebuild replaces, what agencies enter: nothing else states it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from common.consumer.consumer_tables import add_consumer_tables
from common.database.connections import new_metadata
from common.http.idempotency_table import add_idempotency_table
from common.projection.tables import PROJECTED

metadata = new_metadata()
add_consumer_tables(metadata)
add_idempotency_table(metadata)

RECORDED_AT = "when procedures recorded it; null where the code of the version before has written the row"

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
    Column("recorded_at", DateTime(timezone=True), comment=RECORDED_AT),
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
    Index(None, "procedure_code"),
    Index(None, "successor_code"),
    schema=PROJECTED,
)

procedure_period = Table(
    "procedure_period",
    metadata,
    Column("procedure_code", Text, primary_key=True),
    Column("effective_from", Date, primary_key=True),
    Column("effective_to", Date, comment="the first day after it; null while no end is known"),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("field_code", Text, nullable=False),
    Column("level", Text, nullable=False, comment="the highest administrative level that handles the procedure"),
    Column("decision_id", Text, nullable=False, comment="the Decision that made the version law"),
    Column("decision_number", Text, nullable=False),
    schema=PROJECTED,
    comment="the periods in which each procedure is in force, as known now",
)

stated_period = Table(
    "stated_period",
    metadata,
    Column("procedure_code", Text, primary_key=True, comment="the code of the time, which may have been provisional"),
    Column("decision_id", Text, primary_key=True, comment="of the Decision; empty: the procedure got its own code"),
    Column("instrument_id", Text, primary_key=True, comment="of a rectification, or the document that states the code"),
    Column("place", Integer, primary_key=True, autoincrement=False, comment="from 1; 0: the act left no period"),
    Column("effective_from", Date),
    Column("effective_to", Date, comment="the first day after it; null while no end was known"),
    Column("name", Text),
    Column("agency_code", Text, nullable=False),
    Column("field_code", Text, nullable=False),
    Column("level", Text, comment="the highest administrative level that handles the procedure"),
    Column("decision_number", Text, comment="of the Decision that made the version law"),
    schema=PROJECTED,
    comment="the periods of each procedure as each act left them, by which those known at any moment are found",
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
    Column("recorded_at", DateTime(timezone=True), comment=RECORDED_AT),
    schema=PROJECTED,
)

annulled_decision = Table(
    "annulled_decision",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("effective_from", Date, nullable=False, comment="the day from which its processes are no longer valid"),
    Column("instrument_id", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), comment=RECORDED_AT),
    schema=PROJECTED,
)

corrected_item = Table(
    "corrected_item",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("item_number", Integer, primary_key=True, autoincrement=False),
    Column("instrument_id", Text, primary_key=True),
    Column("recorded_at", DateTime(timezone=True), comment=RECORDED_AT),
    schema=PROJECTED,
)

publication = Table(
    "publication",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("instrument_id", Text, primary_key=True, comment="of a rectification; empty: the Decision itself"),
    Column("channel", Text, primary_key=True),
    Column("agency_code", Text, nullable=False),
    Column("shown_on", Date, nullable=False),
    Column("due_on", Date),
    Column("timeliness", Text, nullable=False, comment="on_time, late or without_deadline"),
    Column("how", Text, nullable=False, comment="confirmed by the channel, or evidenced by an officer"),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index(None, "shown_on"),
    schema=PROJECTED,
    comment="what is known to be shown on a channel of publication",
)

review_cut = Table(
    "review_cut",
    metadata,
    Column("round_id", Text, primary_key=True),
    Column("result", Integer, primary_key=True, autoincrement=False),
    Column("procedure_code", Text, primary_key=True),
    Column("measure", Text, primary_key=True),
    Column("unit", Text, primary_key=True, comment="of time, where time is measured; else empty"),
    Column("numerator", Text, nullable=False, comment="an exact number, as the event states it"),
    Column("denominator", Text, nullable=False, comment="the same"),
    Column("not_comparable", Integer, nullable=False),
    Column("round_name", Text, nullable=False),
    Column("compared_on", Date, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    schema=PROJECTED,
    comment="what rounds of review have cut; of each round the highest result applies",
)

recoded_procedure = Table(
    "recoded_procedure",
    metadata,
    Column("former_code", Text, primary_key=True, comment="the provisional one"),
    Column("procedure_code", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), comment=RECORDED_AT),
    schema=PROJECTED,
    comment="procedures whose provisional code was replaced by their own",
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

stated_level = Table(
    "stated_level",
    metadata,
    Column("service_id", Text, primary_key=True),
    Column(
        "recorded_at", DateTime(timezone=True), primary_key=True, comment="when online_services recorded what it stated"
    ),
    Column("place", Integer, primary_key=True, autoincrement=False, comment="from 1; 0: the service had no level"),
    Column("effective_from", Date),
    Column("effective_to", Date),
    Column("level", Text),
    Column("procedure_code", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("administrative_level", Text, nullable=False),
    schema=PROJECTED,
    comment="the levels of each online service as each event stated them, by which those known at any moment are found",
)

CONTRADICTORY = text("""
    received_on IS NOT NULL AND (
        channel NOT IN ('online', 'direct', 'post')
        OR ended_on < received_on
        OR (ended_on IS NOT NULL AND coalesce(outcome, '') NOT IN ('done', 'stopped', 'withdrawn'))
        OR (outcome = 'done' AND coalesce(timeliness, '') NOT IN ('early', 'on_time', 'late', 'without_appointment'))
    )
""")
"""Dossiers that may be counted wrongly in some period; of all others every period adds up. There are none unless
something is wrong, so that reports need not read a million rows to see that they agree."""

dossier = Table(
    "dossier",
    metadata,
    Column("dossier_id", Text, primary_key=True),
    Column("number", Text),
    Column("procedure_code", Text, nullable=False),
    Column("receiving_agency", Text, nullable=False),
    Column(
        "deciding_agency", Text, nullable=False, comment="the one that has it now: a moved dossier is counted there"
    ),
    Column("channel", Text, nullable=False),
    Column("state", Integer, nullable=False),
    Column("filed_on", Date, nullable=False),
    Column("received_on", Date),
    Column("due_on", Date),
    Column("ended_on", Date, comment="the day on which it was finished, stopped, withdrawn or declined"),
    Column("outcome", Text, comment="done, stopped, withdrawn or declined"),
    Column(
        "timeliness",
        Text,
        comment="of a result: early, on_time, late, or without_appointment; fixed on the day on which it was signed",
    ),
    Column("papers", Integer, nullable=False),
    Column("digitised", Integer, nullable=False),
    Column("reused", Integer, nullable=False),
    Column("paid_online", Boolean, nullable=False),
    # the identifier by collation "C", as pages of evidence are ordered, which Alembic cannot compare
    Index("ix_dossier_received", "received_on", "dossier_id"),
    Index("ix_dossier_ended", "ended_on", "dossier_id"),
    Index("ix_dossier_contradictory", "dossier_id", postgresql_where=CONTRADICTORY),
    schema=PROJECTED,
)

former_dossier = Table(
    "former_dossier",
    metadata,
    Column("dossier_id", Text, primary_key=True),
    Column("recorded_on", Date, primary_key=True, comment="the day before which the dossier was counted so"),
    Column("number", Text),
    Column("procedure_code", Text, nullable=False),
    Column("deciding_agency", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("filed_on", Date, nullable=False),
    Column("received_on", Date),
    Column("ended_on", Date),
    Column("outcome", Text),
    Column("timeliness", Text),
    Column("papers", Integer, nullable=False),
    Column("digitised", Integer, nullable=False),
    Column("reused", Integer, nullable=False),
    Column("paid_online", Boolean, nullable=False),
    Index(None, "recorded_on"),
    schema=PROJECTED,
    comment="how dossiers were counted before something was recorded that changes the numbers of an earlier day",
)

DOSSIER_NUMBERS = {
    "received": "of the day",
    "digitised": "of those received, all papers digitised",
    "reused": "of those received, a digitised paper used again",
    "paid_online": "of those received, a fee paid online",
    "done": "of the day, with a result",
    "early": "results before the appointed day",
    "on_time": "results in time on the appointed day",
    "late": "results after the appointment",
    "without_appointment": "results where there was none",
    "stopped": "of the day, after reception",
    "withdrawn": "of the day, after reception",
    "declined": "of the day",
    "withdrawn_unreceived": "of the day, before reception",
    "closed": "received, and no longer open from the end of the day on",
}


def _dossier_numbers() -> list[Column[int]]:
    return [Column(name, BigInteger, nullable=False, comment=text) for name, text in DOSSIER_NUMBERS.items()]


dossier_count = Table(
    "dossier_count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("agency_code", Text, primary_key=True, comment="the deciding one that has them now"),
    Column("procedure_code", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    *_dossier_numbers(),
    schema=PROJECTED,
    comment="how many dossiers were received or ended on a day",
)

dossier_day_count = Table(
    "dossier_day_count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("channel", Text, primary_key=True),
    *_dossier_numbers(),
    schema=PROJECTED,
    comment="the sums of dossier_count over all agencies and procedures",
)

RECORDED_ON = "the day on which they were recorded: until now always the day on which they were answered"
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
    comment="no longer written; the code of the version before still uses it",
)

lookup_count = Table(
    "lookup_count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("agency_code", Text, primary_key=True),
    Column("procedure_code", Text, primary_key=True),
    Column("outcome", Text, primary_key=True, comment="matched, not_matched, or the type of the refusal"),
    Column("recorded_on", Date, primary_key=True, comment=RECORDED_ON),
    Column("lookups", BigInteger, nullable=False),
    schema=PROJECTED,
    comment="look-ups in the population database, answered and refused",
)

lookup_day_count = Table(
    "lookup_day_count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("outcome", Text, primary_key=True, comment="matched, not_matched, or the type of the refusal"),
    Column("recorded_on", Date, primary_key=True, comment=RECORDED_ON),
    Column("lookups", BigInteger, nullable=False),
    schema=PROJECTED,
    comment="the sums of lookup_count over all agencies and procedures",
)

lookup_field_count = Table(
    "lookup_field_count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("agency_code", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("recorded_on", Date, primary_key=True, comment=RECORDED_ON),
    Column("lookups", BigInteger, nullable=False),
    schema=PROJECTED,
    comment="look-ups by the fields that they disclosed; one that disclosed several is counted in each",
)

indicator = Table(
    "indicator",
    metadata,
    Column("code", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("unit_vi", Text, nullable=False),
    Column("unit_en", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("decimals", Integer, nullable=False),
    Column("period_kind", Text, nullable=False),
    Column("dimension", Text, nullable=False),
    Column("better", Text, nullable=False),
    Column("ground", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, comment="the first day on which it is no longer valid"),
    Column("agencies", ARRAY(Text), nullable=False, comment="the codes of the agencies that enter it"),
    Column("defined_by", Text, nullable=False),
    Column("defined_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("kind IN ('count', 'amount', 'share')", name="kind"),
    CheckConstraint("decimals BETWEEN 0 AND 6", name="decimals"),
    CheckConstraint("period_kind IN ('day', 'week', 'month', 'quarter', 'half', 'year')", name="period_kind"),
    CheckConstraint("dimension IN ('none', 'agency', 'level', 'field', 'commune')", name="dimension"),
    CheckConstraint("better IN ('up', 'down')", name="better"),
    CheckConstraint("valid_from < valid_to", name="validity"),
    comment="what agencies enter values for; of each code the highest revision applies",
)

indicator_target = Table(
    "indicator_target",
    metadata,
    Column("code", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("place", Text, primary_key=True, comment="empty: the whole province"),
    Column("period", Text, primary_key=True),
    Column("amount", Numeric, nullable=False, comment="in the unit of the indicator; of a share in per cent"),
    ForeignKeyConstraint(["code", "revision"], ["indicator.code", "indicator.revision"]),
)

indicator_value = Table(
    "indicator_value",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("indicator_code", Text, nullable=False),
    Column("indicator_revision", Integer, nullable=False),
    Column("place", Text, nullable=False, comment="empty: the whole province"),
    Column("period", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("number", Integer, nullable=False, comment="the how manieth for this indicator, place and period"),
    Column("numerator", Numeric, nullable=False),
    Column("denominator", Numeric),
    Column("estimated", Boolean, nullable=False, comment="stated as an estimate (khoảng)"),
    Column("source_document", Text),
    Column("note", Text),
    Column("agency_code", Text, nullable=False),
    Column("replaces", Uuid, ForeignKey("indicator_value.id")),
    Column("entered_by", Text, nullable=False),
    Column("entered_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(["indicator_code", "indicator_revision"], ["indicator.code", "indicator.revision"]),
    UniqueConstraint("replaces"),
    UniqueConstraint("indicator_code", "place", "period", "number"),
    CheckConstraint("(number = 1) = (replaces IS NULL)", name="replaces"),
    CheckConstraint("first_day <= last_day", name="days"),
    Index(None, "agency_code", "first_day"),
    comment="values as agencies entered them; only those with an approval count",
)

value_approval = Table(
    "value_approval",
    metadata,
    Column("value_id", Uuid, ForeignKey("indicator_value.id"), primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("ground", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("outcome IN ('approved', 'sent_back')", name="outcome"),
    comment="what another person decided about a value; without a row it is submitted",
)

record_version = Table(
    "record_version",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, comment="the first day on which it no longer counts"),
    Column("source_document", Text),
    Column("attributes", JSONB, nullable=False, comment="what is stated of a record of its kind"),
    Column("entered_by", Text, nullable=False),
    Column("entered_at", DateTime(timezone=True), nullable=False),
    CheckConstraint(
        "kind IN ('data_service', 'shared_database', 'working_group', 'task', 'video_point')",
        name="kind",
    ),
    CheckConstraint("valid_from < valid_to", name="validity"),
    comment="of a day applies the approved version with the highest number that begins on it or before",
)

record_approval = Table(
    "record_approval",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("outcome", Text, nullable=False),
    Column("ground", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(
        ["kind", "code", "number"], ["record_version.kind", "record_version.code", "record_version.number"]
    ),
    CheckConstraint("outcome IN ('approved', 'sent_back')", name="outcome"),
    comment="what another person decided about a version; without a row it is submitted",
)

kept_report = Table(
    "kept_report",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("lines", JSONB, nullable=False, comment="the numbers, each with its section, group, key and names"),
    Column("errors", ARRAY(Text), nullable=False, comment="what did not add up"),
    Column("findings", JSONB, comment="of the reconciliation; null of reports from before they were kept with it"),
    Column("positions", JSONB, nullable=False, comment="the last events that were counted, with their hashes"),
    Column("wording", Text, nullable=False, comment="identifies the names and definitions of the figures"),
    Column("reason", Text, comment="why it was kept although something did not add up"),
    Column("kept_by", Text, nullable=False),
    Column("kept_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("kind IN ('annual', 'dossiers', 'figures')", name="kind"),
    CheckConstraint("first_day <= last_day", name="days"),
    CheckConstraint("reason IS NOT NULL OR errors = '{}'", name="reason"),
    Index(None, "kept_at", "id"),
    comment="reports as they were when they were kept; nothing changes them",
)

score_scheme = Table(
    "score_scheme",
    metadata,
    Column("code", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("ground", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, comment="the first day on which it is no longer valid"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("valid_from < valid_to", name="validity"),
    comment="by what agencies are scored; of a period applies the highest revision valid on its last day",
)

score_group = Table(
    "score_group",
    metadata,
    Column("scheme", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("points", Numeric, nullable=False),
    Column("certainty", Text, nullable=False),
    ForeignKeyConstraint(["scheme", "revision"], ["score_scheme.code", "score_scheme.revision"]),
    CheckConstraint("certainty IN ('text', 'publication', 'memory')", name="certainty"),
)

score_criterion = Table(
    "score_criterion",
    metadata,
    Column("scheme", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, primary_key=True),
    Column("group_code", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("name_vi", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("points", Numeric, nullable=False),
    Column(
        "numerator",
        ARRAY(Text),
        nullable=False,
        comment="keys of numbers that are added up: figures, entered indicators, measures of simplification",
    ),
    Column("denominator", ARRAY(Text), nullable=False, comment="keys of numbers that are added up"),
    Column("better", Text, nullable=False),
    Column("full_at", Numeric, nullable=False, comment="the share at which all points are given"),
    Column("zero_rule", Text, nullable=False, comment="what 0 of 0 gives: all points, none, or it is left out"),
    Column(
        "stand_in",
        Boolean,
        nullable=False,
        comment="whether the denominator stands in for the one that the document requires",
    ),
    Column(
        "certainty",
        Text,
        nullable=False,
        comment="how it is known: from the text, from a publication about it, from memory",
    ),
    ForeignKeyConstraint(
        ["scheme", "revision", "group_code"], ["score_group.scheme", "score_group.revision", "score_group.code"]
    ),
    CheckConstraint("points > 0", name="points"),
    CheckConstraint("full_at > 0 AND full_at <= 1", name="full_at"),
    CheckConstraint("better IN ('up', 'down')", name="better"),
    CheckConstraint("zero_rule IN ('full', 'none', 'left_out')", name="zero_rule"),
    CheckConstraint("certainty IN ('text', 'publication', 'memory')", name="certainty"),
)

connection_check = Table(
    "connection_check",
    metadata,
    Column("code", Text, primary_key=True),
    Column("checked_at", DateTime(timezone=True), nullable=False),
    Column("reachable", Boolean, nullable=False),
    Column("status", Integer, comment="of the response; null where there was none"),
    Column("error", Text),
    Column("since", DateTime(timezone=True), nullable=False, comment="since which check it has been reachable, or not"),
    CheckConstraint("reachable = (error IS NULL)", name="error"),
    comment="the last check of each data service; it changes no count",
)
