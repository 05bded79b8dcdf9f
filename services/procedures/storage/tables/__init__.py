"""The tables of this service."""

from procedures.storage.tables.base import metadata
from procedures.storage.tables.calendar import calendar_day
from procedures.storage.tables.channels import (
    channel_attempt,
    channel_circuit,
    channel_later_act,
    channel_publication,
    publication_channel,
    publication_deadline,
)
from procedures.storage.tables.decisions import decision, decision_item, internal_process, legal_document, process_step
from procedures.storage.tables.later_acts import later_act, later_act_item, later_act_procedure
from procedures.storage.tables.national import (
    national_change,
    national_dismissal,
    national_record,
    national_reference,
    national_row,
    national_snapshot,
)
from procedures.storage.tables.processes import group_member, procedure_group, process_fit, working_hours
from procedures.storage.tables.registers import administrative_level, agency, field, register_entry, topic
from procedures.storage.tables.reviews import review_proposal, review_round, review_target
from procedures.storage.tables.road import decision_step, role_holder, signed_file
from procedures.storage.tables.search import search_document, search_size, search_term, search_term_said, search_word
from procedures.storage.tables.subscribers import event_subscriber
from procedures.storage.tables.timelines import period, procedure, version

__all__ = [
    "administrative_level",
    "agency",
    "calendar_day",
    "channel_attempt",
    "channel_circuit",
    "channel_later_act",
    "channel_publication",
    "decision",
    "decision_item",
    "decision_step",
    "event_subscriber",
    "field",
    "group_member",
    "internal_process",
    "later_act",
    "later_act_item",
    "later_act_procedure",
    "legal_document",
    "metadata",
    "national_change",
    "national_dismissal",
    "national_record",
    "national_reference",
    "national_row",
    "national_snapshot",
    "period",
    "procedure",
    "procedure_group",
    "process_fit",
    "process_step",
    "publication_channel",
    "publication_deadline",
    "register_entry",
    "review_proposal",
    "review_round",
    "review_target",
    "role_holder",
    "search_document",
    "search_size",
    "search_term",
    "search_term_said",
    "search_word",
    "signed_file",
    "topic",
    "version",
    "working_hours",
]
