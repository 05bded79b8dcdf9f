"""The documents of the search and its terms. Triggers write the documents in the transaction that changes the law;
nothing else does."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Identity, Index, Table, Text
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
        "elsewhere",
        ARRAY(Text),
        nullable=False,
        comment="the words of the names of field and agency without diacritics",
    ),
    Column("field_code", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("levels", ARRAY(Text), nullable=False),
    Column("audience", ARRAY(Text), nullable=False),
    Column(
        "online_from",
        ARRAY(Date),
        nullable=False,
        comment="from when Decisions declare each of online_levels, the earliest first",
    ),
    Column("online_levels", ARRAY(Text), nullable=False),
    Index("ix_search_document_code", "code"),
    Index("ix_search_document_field_code", "field_code"),
    Index("ix_search_document_agency_code", "agency_code"),
    comment="one per period whose known is open, made and taken away by triggers",
)

search_term = Table(
    "search_term",
    metadata,
    Column("term", Text, primary_key=True),
    Column("meaning", Text, comment="what the law calls it; none: it says nothing about what is searched"),
    Column("words", ARRAY(Text), nullable=False, comment="of the term, without diacritics"),
)

search_term_entry = Table(
    "search_term_entry",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("term", Text, nullable=False),
    Column("meaning", Text),
    Column("withdrawn", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("ix_search_term_entry_term", "term"),
    comment="of one term the last row holds; a term without a row came with the service",
)
