"""What is searched. Triggers keep it in step with the law, whoever moves the law; nothing else writes documents or words."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, DateTime, Identity, Index, Integer, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, DATERANGE, TSVECTOR
from sqlalchemy.types import Date

from procedures.tables.metadata import metadata

search_document = Table(
    "search_document",
    metadata,
    Column("period_id", BigInteger, primary_key=True, autoincrement=False),
    Column("procedure_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("in_force", DATERANGE, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, comment="the words of the name without diacritics, in order"),
    Column("beginning", Text, nullable=False, comment="of folded, short enough for an index"),
    Column("length", Integer, nullable=False, comment="of the name, in words"),
    Column("words", TSVECTOR, nullable=False, comment="A: of the name, B: of the field, C: of the agency, D: of the code"),
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
    Index("ix_search_document_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
    Index("ix_search_document_folded", "folded", postgresql_using="hash"),
    Index("ix_search_document_beginning", "beginning", postgresql_ops={"beginning": "text_pattern_ops"}),
    Index("ix_search_document_code", "code", postgresql_ops={"code": "text_pattern_ops"}),
    Index("ix_search_document_procedure_id", "procedure_id"),
    Index("ix_search_document_field_code", "field_code"),
    Index("ix_search_document_agency_code", "agency_code"),
    comment="one per period whose known is open, made and taken away by triggers",
)

search_word = Table(
    "search_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("documents", BigInteger, nullable=False, comment="in how many documents it is; 0 where it is in none any more"),
    Column(
        "deletions", ARRAY(Text), nullable=False, comment="the word, and the word less any one letter: what a typo shares with it"
    ),
    Index("ix_search_word_deletions", "deletions", postgresql_using="gin"),
    comment="the vocabulary of the documents, codes left out",
)

search_size = Table(
    "search_size",
    metadata,
    Column("one", Boolean, primary_key=True, server_default=text("true")),
    Column("documents", BigInteger, nullable=False),
    Column("words", BigInteger, nullable=False, comment="of all names together"),
    CheckConstraint("one", name="one"),
)

search_term = Table(
    "search_term",
    metadata,
    Column("term", Text, primary_key=True),
    Column("meaning", Text, comment="what the law calls it; none: it says nothing about what is searched"),
    Column("words", ARRAY(Text), nullable=False, comment="of the term, without diacritics"),
)

search_term_said = Table(
    "search_term_said",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("term", Text, nullable=False),
    Column("meaning", Text),
    Column("withdrawn", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("ix_search_term_said_term", "term"),
    comment="of one term the last row holds; a term without a row came with the service",
)
