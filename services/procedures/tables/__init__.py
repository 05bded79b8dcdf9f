"""The tables of this service."""

from procedures.tables.annex_files import heading_synonym, heading_synonym_entry
from procedures.tables.approval import decision_step, role_holder, signed_file
from procedures.tables.calendar import calendar_day
from procedures.tables.decisions import decision, decision_item, internal_process, legal_document, process_step
from procedures.tables.law import catalogue_revision, period, procedure, version
from procedures.tables.metadata import metadata
from procedures.tables.national_catalogue import (
    item_national_record,
    national_change,
    national_dismissal,
    national_record,
    national_row,
    national_snapshot,
)
from procedures.tables.processes import group_member, procedure_group, process_fit, working_hours
from procedures.tables.publication_channels import (
    channel_attempt,
    channel_circuit,
    channel_publication,
    channel_rectification,
    publication_channel,
    publication_deadline,
)
from procedures.tables.recoded_procedures import recoding
from procedures.tables.rectifications import rectification, rectification_item, rectification_procedure
from procedures.tables.registers import administrative_level, agency, designation, field, register_entry, topic
from procedures.tables.replaced_lists import list_replacement
from procedures.tables.reviews import review_proposal, review_result, review_round, review_target
from procedures.tables.search import life_event, life_event_entry, search_document, search_term, search_term_entry
from procedures.tables.webhooks import event_subscriber

__all__ = [
    "administrative_level",
    "agency",
    "calendar_day",
    "catalogue_revision",
    "channel_attempt",
    "channel_circuit",
    "channel_publication",
    "channel_rectification",
    "decision",
    "decision_item",
    "decision_step",
    "designation",
    "event_subscriber",
    "field",
    "group_member",
    "heading_synonym",
    "heading_synonym_entry",
    "internal_process",
    "item_national_record",
    "legal_document",
    "life_event",
    "life_event_entry",
    "list_replacement",
    "metadata",
    "national_change",
    "national_dismissal",
    "national_record",
    "national_row",
    "national_snapshot",
    "period",
    "procedure",
    "procedure_group",
    "process_fit",
    "process_step",
    "publication_channel",
    "publication_deadline",
    "recoding",
    "rectification",
    "rectification_item",
    "rectification_procedure",
    "register_entry",
    "review_proposal",
    "review_result",
    "review_round",
    "review_target",
    "role_holder",
    "search_document",
    "search_term",
    "search_term_entry",
    "signed_file",
    "topic",
    "version",
    "working_hours",
]
