"""The documents of the search and its terms. Only triggers write the documents, in the transaction that changes the
law."""

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
        "field_and_agency_words",
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
    Column("meaning", Text, comment="the term that the law uses; null: a term without meaning for the search"),
    Column("words", ARRAY(Text), nullable=False, comment="the words of the term, without diacritics"),
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
    comment="for a term, the latest row applies; a term without a row was installed with the service",
)
