"""The tables of the register of residents, the codes, the access log, and the projection of the law that bounds
look-ups."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from common.consumer.consumer_tables import add_consumer_tables
from common.database.connections import new_metadata
from common.eventlog.log_tables import add_log_tables
from common.http.idempotency_table import add_idempotency_table
from common.projection.tables import PROJECTED

metadata = new_metadata()
add_log_tables(metadata)
add_consumer_tables(metadata)
add_idempotency_table(metadata)

code = Table(
    "code",
    metadata,
    Column(
        "list", Text, primary_key=True, comment="the numbering of the code: two numberings of ethnic groups are in use"
    ),
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("certainty", Text, nullable=False, comment="how reliable the source is: law, page, code, news, memory, own"),
)

resident = Table(
    "resident",
    metadata,
    Column("personal_id", Text, primary_key=True),
    Column("old_identity_card", Text),
    Column("full_name", Text, nullable=False),
    Column("sex_list", Text, nullable=False),
    Column("sex", Text, nullable=False),
    Column("ethnic_group_list", Text, nullable=False),
    Column("ethnic_group", Text, nullable=False),
    Column("religion_list", Text, nullable=False),
    Column("religion", Text, nullable=False),
    Column("marital_status_list", Text, nullable=False),
    Column("marital_status", Text, nullable=False),
    Column("blood_group_list", Text, nullable=False),
    Column("blood_group", Text, nullable=False),
    Column("birth_year", SmallInteger, nullable=False),
    Column("birth_date", Date, comment="null if only the year is known"),
    Column("birth_registration_place", JSONB, nullable=False),
    Column("nationality", Text, nullable=False),
    Column("native_place", JSONB, nullable=False),
    Column("permanent_residence", JSONB, nullable=False),
    Column("current_residence", JSONB, nullable=False),
    Column("father", JSONB(none_as_null=True)),
    Column("mother", JSONB(none_as_null=True)),
    Column("spouse", JSONB(none_as_null=True)),
    Column("legal_representative", JSONB(none_as_null=True)),
    Column("household_head", JSONB(none_as_null=True)),
    Column("household_book", Text),
    Column("household_id", BigInteger, comment="null for the dead"),
    Column("life_status", Text, nullable=False, server_default=text("'0'"), comment="a code of the list TrangThai"),
    Column("life_status_since", Date, comment="the day of the death, or from which the person is missing"),
    UniqueConstraint("old_identity_card"),
    Index(None, "household_id"),
    Index("ix_resident_represented_by", text("(legal_representative->>'personal_id')")),
    CheckConstraint("personal_id ~ '^[0-9]{12}$'", name="personal_id"),
    CheckConstraint("old_identity_card ~ '^[0-9]{9}$'", name="old_identity_card"),
    CheckConstraint("life_status IN ('0', '1', '2', '3')", name="life_status"),
    *(
        ForeignKeyConstraint([f"{name}_list", name], ["code.list", "code.code"])
        for name in ("sex", "ethnic_group", "religion", "marital_status", "blood_group")
    ),
    comment="synthetic persons only",
)

divided_commune = Table(
    "divided_commune",
    metadata,
    Column("code", Text, primary_key=True),
    Column("divided_on", Date, primary_key=True),
    Column("name", Text, nullable=False),
    Column("successors", Text, nullable=False, comment="their names, as people are shown them"),
    Column("source", Text, nullable=False),
    Column("certainty", Text, nullable=False, comment="how reliable the source is: law, page, code, news, memory, own"),
)

household = Table(
    "household",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("head_personal_id", Text, nullable=False),
    Column("address", JSONB, nullable=False),
    Column("household_book", Text),
    comment="synthetic households only",
)

kinship = Table(
    "kinship",
    metadata,
    Column("relation", Text, primary_key=True),
    Column(
        "personal_id",
        Text,
        primary_key=True,
        comment="the husband if both are in the register; the ward of a guardianship",
    ),
    Column(
        "relative_personal_id",
        Text,
        comment="null for who is not in the register: foreigners, and the dead of long ago",
    ),
    Column("relative_name", Text, nullable=False),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("ended_by", Text),
    CheckConstraint("relation IN ('marriage', 'guardianship')", name="relation"),
    CheckConstraint("ended_by IN ('divorce', 'death')", name="ended_by"),
    CheckConstraint("(until IS NULL) = (ended_by IS NULL) AND until >= since", name="end"),
    comment="relations that begin and may end; parents are in the record alone",
)

lookup_request = Table(
    "lookup_request",
    metadata,
    Column("account", Text, primary_key=True),
    Column("officer_id", Text, primary_key=True),
    Column("request_id", Text, primary_key=True),
    Column(
        "request_digest",
        LargeBinary,
        nullable=False,
        comment="SHA-256 of the request: one request id names one request",
    ),
    Column("claimed_on", Date, nullable=False, server_default=text("CURRENT_DATE")),
    Index(None, "claimed_on", postgresql_using="brin", postgresql_with={"pages_per_range": 16, "autosummarize": True}),
)

quota = Table(
    "quota",
    metadata,
    Column(
        "kind",
        Text,
        primary_key=True,
        comment="client: all look-ups of an account; officer: those of one officer of an agency",
    ),
    Column(
        "holder",
        Text,
        primary_key=True,
        comment="the account, or the agency of the officer; * where no row names it",
    ),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("per_day", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("certainty", Text, nullable=False, comment="how reliable the source is: law, page, code, news, memory, own"),
    CheckConstraint("kind IN ('client', 'officer')", name="kind"),
    CheckConstraint("per_day >= 0", name="per_day"),
)

lookup_count = Table(
    "lookup_count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("holder", Text, primary_key=True),
    Column("officer_id", Text, primary_key=True, comment="empty for a client"),
    Column("lookups", BigInteger, nullable=False),
    comment="the look-ups of a day that count towards a quota",
)

operation = Table(
    "operation",
    metadata,
    Column("name", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column(
        "integration_codes",
        Text,
        nullable=False,
        comment="the values of MaTichHop that choose the operation, separated by spaces",
    ),
    Column("result", Text, nullable=False),
    Column(
        "fields",
        Text,
        nullable=False,
        comment="what the answer may hold, where the law lists it: names separated by spaces",
    ),
    Column("required_fields", Text, nullable=False, comment="what the law must list: names separated by spaces"),
    Column("name_form", Text, nullable=False, comment="how the names of relatives are written"),
    Column("birth_date_needed", Boolean, nullable=False),
    Column("source", Text, nullable=False),
    Column("certainty", Text, nullable=False, comment="how reliable the source is: law, page, code, news, memory, own"),
    Column(
        "valid_hours",
        Integer,
        nullable=False,
        server_default=text("24"),
        comment="how long the answer may be used (NĐ 47/2020, Articles 41 and 42); the number is ours",
    ),
    CheckConstraint("valid_hours > 0", name="valid_hours"),
    Column(
        "offered_as",
        Text,
        comment="takes the place of result where it is not null: code that does not know its value goes on with result",
    ),
    Column(
        "offered_codes",
        Text,
        nullable=False,
        server_default=text("''"),
        comment="integration codes that are not for code that goes on with result",
    ),
    CheckConstraint("result IN ('persons', 'household', 'confirmation', 'not_offered')", name="result"),
    CheckConstraint("offered_as IN ('persons', 'household', 'confirmation', 'not_offered')", name="offered_as"),
    CheckConstraint("name_form IN ('text', 'parts')", name="name_form"),
)

sensitive_field = Table(
    "sensitive_field",
    metadata,
    Column("name", Text, primary_key=True, comment="a field of the record"),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("source", Text, nullable=False),
    Column("certainty", Text, nullable=False, comment="how reliable the source is: law, page, code, news, memory, own"),
)

client = Table(
    "client",
    metadata,
    Column("name", Text, primary_key=True),
    Column("agency_code", Text, nullable=False),
    Column("secret_file", Text, nullable=False, comment="the name of a mounted file; the secret itself is not here"),
    Column(
        "sees_sensitive_fields",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="as the scope population.sensitive of a token",
    ),
)

client_alias = Table(
    "client_alias",
    metadata,
    Column("account", Text, primary_key=True),
    Column("stated_code", Text, primary_key=True, comment="what the client sends as MaDVC"),
    Column("procedure_code", Text, nullable=False),
)

used_timestamp = Table(
    "used_timestamp",
    metadata,
    Column("name", Text, primary_key=True, comment="the client"),
    Column("timestamp", Text, primary_key=True),
    Column("body_digest", LargeBinary, primary_key=True),
    Column("used_at", DateTime(timezone=True), nullable=False),
    Index(None, "used_at"),
)

access_log = Table(
    "access_log",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("lookup_id", Uuid, nullable=False),
    Column("personal_id", Text, comment="the citizen whose record the access concerns"),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("content", LargeBinary, nullable=False, comment="JSON, the exact bytes that are hashed"),
    Column("prevhash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column(
        "household_members",
        ARRAY(Text),
        comment="the other members of a household whose data the access disclosed; null where it disclosed none",
    ),
    Index(None, "personal_id", "sequence"),
    Index(
        None,
        "household_members",
        postgresql_using="gin",
        postgresql_with={"fastupdate": False},
        postgresql_where=text("household_members IS NOT NULL"),
    ),
    Index(None, "at", postgresql_using="brin", postgresql_with={"pages_per_range": 16, "autosummarize": True}),
    comment="append-only; NĐ 47/2020, Article 45",
    postgresql_partition_by="RANGE (at)",
)
"""Each partition, in the schema `access_log_months`, has `sequence` as its key and no `lookup_id` twice; a key of the
whole table would have to contain `at`."""

access_log_tail = Table(
    "access_log_tail",
    metadata,
    Column("single", Boolean, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    CheckConstraint("single", name="one_row"),
    comment="sequence and hash of the last line; its row lock serialises writers",
)

withheld_access = Table(
    "withheld_access",
    metadata,
    Column("lookup_id", Uuid, primary_key=True),
    Column("withheld_until", Date, nullable=False, comment="from this day on the citizen sees the access"),
    Column("ground", Text, nullable=False),
    comment="accesses that the citizen does not see yet; each change of it is a line of the access log",
)

expectation = Table(
    "expectation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("session", Text, nullable=False),
    Column("operation", Text),
    Column("number", Text),
    Column("procedure_code", Text),
    Column("agency_code", Text),
    Column("faults", JSONB, nullable=False),
    Column("plays_from", DateTime(timezone=True), nullable=False),
    Column("plays_until", DateTime(timezone=True), nullable=False),
    Column("times", Integer, comment="how often it plays, over all replicas; null if there is no limit"),
    Column("played", Integer, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("probability", Double, nullable=False),
    Column("seed", Text, nullable=False),
    Column("note", Text),
    Column("created_by", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Index(None, "session"),
    Index(None, "plays_until"),
    CheckConstraint("times IS NULL OR played <= times", name="played"),
    comment="faults that testers order, only where FAULTS=1",
)

test_session = Table(
    "test_session",
    metadata,
    Column("name", Text, primary_key=True),
    Column("calls", BigInteger, nullable=False, comment="all that came, whether they are kept or not"),
    Column("last_at", DateTime(timezone=True), nullable=False),
    Index(None, "last_at"),
    comment="sessions of testers, only where FAULTS=1",
)

recorded_call = Table(
    "recorded_call",
    metadata,
    Column("session", Text, ForeignKey("test_session.name", ondelete="CASCADE"), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("expectation_id", Uuid, comment="what was played for the call"),
    Column("endpoint", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("officer_id", Text, nullable=False),
    Column("request_id", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("procedure_code", Text, nullable=False),
    Column("problem", Text, comment="the type of the problem of a malformed call"),
    comment="the calls of testers, only where FAULTS=1",
)

session_persona = Table(
    "session_persona",
    metadata,
    Column("session", Text, ForeignKey("test_session.name", ondelete="CASCADE"), primary_key=True),
    Column("personal_id", Text, primary_key=True),
    Column("old_identity_card", Text),
    Column("record", JSONB, nullable=False),
    comment="persons whom testers invent for one session, only where FAULTS=1",
)

alarm_rule = Table(
    "alarm_rule",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("threshold", Integer, nullable=False, comment="an alarm is raised above it; not_matched: percent"),
    Column(
        "fewest",
        Integer,
        nullable=False,
        comment="not_matched: the look-ups of an hour below which there is no alarm",
    ),
    Column("source", Text, nullable=False),
    Column("certainty", Text, nullable=False, comment="how reliable the source is: law, page, code, news, memory, own"),
    CheckConstraint("kind IN ('many_persons', 'sequential_numbers', 'many_officers', 'not_matched')", name="kind"),
)

raised_alarm = Table(
    "raised_alarm",
    metadata,
    Column("lookup_id", Uuid, primary_key=True, comment="of the line in the access log"),
    Column("kind", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("officer_id", Text, nullable=False, comment="whose look-ups are unusual; empty where it is about a citizen"),
    Column(
        "person", Text, nullable=False, comment="the number of the citizen whom many officers looked up, else empty"
    ),
    Column("number", BigInteger, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("raised_at", DateTime(timezone=True), nullable=False),
    Index(None, "raised_at"),
    comment="alarms about unusual look-ups; each is a line of the access log",
)

lawful_period = Table(
    "lawful_period",
    metadata,
    Column("procedure_code", Text, primary_key=True),
    Column("effective_from", Date, primary_key=True),
    Column("effective_to", Date),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("population_fields", Text, nullable=False, comment="names separated by spaces, in the order of the record"),
    Column("decision", Text, nullable=False, comment="the Decision that made the version law, as JSON"),
    Column("agencies", Text, comment="codes separated by spaces; null: every agency, as the events do not state them"),
    Column(
        "communes",
        Boolean,
        nullable=False,
        server_default=text("false"),
        comment="whether every commune that exists on the day may, too",
    ),
    Column(
        "household_member_fields",
        Text,
        nullable=False,
        server_default=text("''"),
        comment="what may be used of the other members of a household: names separated by spaces, as population_fields",
    ),
    schema=PROJECTED,
)

commune = Table(
    "commune",
    metadata,
    Column("agency_code", Text, primary_key=True),
    Column("valid_from", Date),
    Column("valid_to", Date, comment="the first day on which the commune no longer exists"),
    schema=PROJECTED,
    comment="the agencies that are communes",
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
