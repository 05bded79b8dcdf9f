"""The tables of this service."""

from procedures.storage.tables.base import metadata
from procedures.storage.tables.decisions import decision, decision_item, internal_process, legal_document, process_step
from procedures.storage.tables.registers import administrative_level, agency, field, register_entry, topic
from procedures.storage.tables.timelines import period, procedure, version

__all__ = [
    "administrative_level",
    "agency",
    "decision",
    "decision_item",
    "field",
    "internal_process",
    "legal_document",
    "metadata",
    "period",
    "procedure",
    "process_step",
    "register_entry",
    "topic",
    "version",
]
