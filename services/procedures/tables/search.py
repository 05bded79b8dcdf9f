"""The documents of the search, its terms and its life events. Only triggers write the documents, in the transaction
that changes the law."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, DateTime, Identity, Index, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, DATERANGE
from sqlalchemy.types import Date

from procedures.tables.metadata import metadata

search_document = Table(
    "search_document",
    metadata,
    Column("period_id", BigInteger, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    Column("in_force", DATERANGE, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, comment="the words of the name without diacritics, in order"),
    Column(
        "field_and_agency_words",
        ARRAY(Text),
        nullable=False,
        comment="the words of the names of field and agency without diacritics",
    ),
    Column(
        "content_words",
        ARRAY(Text),
        nullable=False,
        comment="the words of papers, steps, results and conditions without diacritics, each once",
    ),
    Column("field_code", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("levels", ARRAY(Text), nullable=False),
    Column("audience", ARRAY(Text), nullable=False),
    Column(
        "online_from",
        ARRAY(Date),
        nullable=False,
        comment="the effective dates of the declarations of online_levels, in the same order, the earliest first",
    ),
    Column("online_levels", ARRAY(Text), nullable=False),
    Index("ix_search_document_code", "code"),
    Index("ix_search_document_field_code", "field_code"),
    Index("ix_search_document_agency_code", "agency_code"),
    comment="one row per period whose known range is open; triggers insert and delete the rows",
)

search_term = Table(
    "search_term",
    metadata,
    Column("term", Text, primary_key=True),
    Column(
        "context",
        Text,
        primary_key=True,
        comment="phrases, separated by semicolons, of which a query must have one; empty: the term applies to every"
        " query",
    ),
    Column("kind", Text, nullable=False),
    Column("meaning", Text, comment="the term that the law uses, or what an abbreviation stands for"),
    Column(
        "words",
        ARRAY(Text),
        nullable=False,
        comment="the words of the term, without diacritics; 0 stands for any number",
    ),
    CheckConstraint("kind IN ('abbreviation', 'meaning', 'ignored', 'kept', 'place')", name="kind"),
    CheckConstraint("(meaning IS NOT NULL) = (kind IN ('abbreviation', 'meaning'))", name="meaning"),
)

search_term_entry = Table(
    "search_term_entry",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("term", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("meaning", Text),
    Column("withdrawn", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("ix_search_term_entry_term_context", "term", "context"),
    comment="for a term in a context, the latest row applies; a term without a row was installed with the service",
)

life_event = Table(
    "life_event",
    metadata,
    Column("name", Text, primary_key=True),
    Column(
        "phrases",
        ARRAY(Text),
        nullable=False,
        comment="words that tell of the event, in this order and with few others between; a slash separates"
        " alternatives of a word",
    ),
    Column("procedures", ARRAY(Text), nullable=False, comment="codes, the first procedure to apply for first"),
    comment="what happens in a person's life, and the procedures that it makes necessary",
)

life_event_entry = Table(
    "life_event_entry",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("name", Text, nullable=False),
    Column("phrases", ARRAY(Text), nullable=False),
    Column("procedures", ARRAY(Text), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("ix_life_event_entry_name", "name"),
    comment="for an event, the latest row applies; an event without a row was installed with the service",
)
