"""Procedures, their versions, and the periods in which versions are law.

A version never changes, and the item that made it is the ground of each of its periods. A period changes in one way
only: its open `known` range is closed, once. PostgreSQL itself refuses every other change, and refuses two periods of
one procedure that overlap while the `known` range of both is open.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, DATERANGE, JSON, TSTZRANGE, ExcludeConstraint

from procedures.tables.metadata import metadata

procedure = Table(
    "procedure",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("code", Text, nullable=False),
    Column("provisional_code", Text, comment="the code under which it was published before it got this one"),
    UniqueConstraint("code"),
    UniqueConstraint("provisional_code"),
    comment=(
        "one row per code that was ever introduced; publishing commands lock it, so they run one "
        "after another per procedure"
    ),
)

version = Table(
    "version",
    metadata,
    Column("procedure_id", BigInteger, ForeignKey("procedure.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("decision_id", Uuid, nullable=False),
    Column("item_number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("field_code", Text, nullable=False),
    Column("agency_code", Text, nullable=False),
    Column("levels", ARRAY(Text), nullable=False),
    Column("population_fields", ARRAY(Text), nullable=False),
    Column("content", JSON, nullable=False),
    Column(
        "content_sha256",
        Text,
        Computed("sha256_of_content(content)", persisted=True),
        comment="SHA-256 of the text of the content, in hexadecimal",
    ),
    Column(
        "correction_id",
        Uuid,
        ForeignKey("rectification.id"),
        comment="the correction that made this version, if the content of the item was faulty",
    ),
    Column(
        "computed_parts",
        ARRAY(Text),
        comment=(
            "the parts that differ from the version that it succeeds, computed on publication where the Decision does "
            "not state them"
        ),
    ),
    ForeignKeyConstraint(["decision_id", "item_number"], ["decision_item.decision_id", "decision_item.number"]),
    Index("ix_version_agency_code", "agency_code"),
    Index("ix_version_field_code", "field_code"),
)

period = Table(
    "period",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("procedure_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("in_force", DATERANGE, nullable=False),
    Column("known", TSTZRANGE, nullable=False),
    Column("under_review", Boolean, nullable=False),
    ForeignKeyConstraint(["procedure_id", "version"], ["version.procedure_id", "version.number"]),
    CheckConstraint("NOT isempty(in_force) AND NOT lower_inf(in_force)", name="in_force"),
    CheckConstraint("NOT isempty(known) AND NOT lower_inf(known)", name="known"),
    Index("ix_period_procedure_id", "procedure_id"),
    ExcludeConstraint(
        (text("procedure_id"), "="),
        (text("in_force"), "&&"),
        where=text("upper_inf(known)"),
        name="ex_period_in_force",
        using="gist",
    ),
)

catalogue_revision = Table(
    "catalogue_revision",
    metadata,
    Column("singleton", Boolean, primary_key=True, server_default=text("true")),
    Column("revision", BigInteger, nullable=False),
    CheckConstraint("singleton", name="singleton"),
    comment=(
        "triggers increment it whenever a period, a search term, a life event, or the name of an agency, a field "
        "or a Decision changes, whoever changes it"
    ),
)
