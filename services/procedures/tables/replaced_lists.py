"""Whose lists a Decision replaces: written once, with the Decision."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text, Uuid

from procedures.tables.metadata import metadata

list_replacement = Table(
    "list_replacement",
    metadata,
    Column("decision_id", Uuid, ForeignKey("decision.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("replaced_id", Uuid, ForeignKey("decision.id"), comment="null where it is stated by number and day"),
    Column("number", Text, nullable=False, comment="as written"),
    Column("canonical_number", Text, nullable=False),
    Column("issuing_body", Text, nullable=False),
    Column("signed_on", Date, nullable=False),
    Index("ix_list_replacement_replaced_id", "replaced_id"),
    Index("ix_list_replacement_canonical_number_signed_on", "canonical_number", "signed_on"),
    comment="the Decisions whose lists a Decision replaces, recorded here or not",
)
