"""The tables of the register of residents, the codes, the access log, and the projection of the law that bounds
look-ups."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
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
    UniqueConstraint("old_identity_card"),
    CheckConstraint("personal_id ~ '^[0-9]{12}$'", name="personal_id"),
    CheckConstraint("old_identity_card ~ '^[0-9]{9}$'", name="old_identity_card"),
    *(
        ForeignKeyConstraint([f"{name}_list", name], ["code.list", "code.code"])
        for name in ("sex", "ethnic_group", "religion", "marital_status", "blood_group")
    ),
    comment="synthetic persons only",
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
    UniqueConstraint("lookup_id"),
    Index(None, "personal_id", "sequence"),
    comment="append-only; NĐ 47/2020, Article 45",
)

access_log_tail = Table(
    "access_log_tail",
    metadata,
    Column("single", Boolean, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    CheckConstraint("single", name="one_row"),
    comment="sequence and hash of the last line; its row lock serialises writers",
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
    schema=PROJECTED,
)
