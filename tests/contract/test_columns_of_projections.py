"""Each value of an event is stored in the column that is named for it. Rows are tuples, so two texts that change places
would fail nowhere else."""

from datetime import UTC, date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from common.consumer.applying import fold
from common.consumer.memory_tables import MemoryTables
from common.contracts.event import Event
from common.contracts.online_services import OnlineServiceRegistered
from common.contracts.population_lookup import LookupAnswered, LookupRefused
from common.contracts.procedures import (
    DecisionAnnulled,
    DecisionCorrected,
    DecisionPublished,
    ProcedureCorrected,
    ProcedureRecoded,
    ProcedureReplaced,
    ProcessApproved,
)
from common.contracts.publications import PublicationConfirmed
from common.contracts.reviews import ReviewResultRecorded
from common.projection.projections import Projection
from online_services.law.consumers.procedures.projection import projection as online_law
from population_lookup.law.consumers.procedures.projection import projection as lookup_law
from reporting.read_models.online_services.projection import projection as online_levels
from reporting.read_models.population_lookup.projection import projection as lookups
from reporting.read_models.procedures.period_projection import period_projection as procedure_periods
from reporting.read_models.procedures.projection import projection as decisions

DAY = date(2026, 1, 2)
PLAIN: dict[Any, Any] = {int: 1, bool: True, date: DAY, datetime: datetime(2026, 1, 2, 5, tzinfo=UTC)}
ITEM = {
    "decision_id": "decision.id",
    "procedure_code": "procedure_code",
    "successor_code": "successor_code",
    "name": "name",
    "agency_code": "agency.code",
    "agency_name": "agency.name",
    "field_code": "field.code",
}
DECISION = {
    "decision_id": "decision_id",
    "number": "decision.number",
    "issuing_body": "decision.issuing_body",
    "title": "decision.title",
    "agency_code": "agency.code",
    "agency_name": "agency.name",
}
PROCESS = {
    "decision_id": "decision.id",
    "process_code": "process_code",
    "procedure_code": "procedure_code",
    "name": "name",
    "agency_code": "agency.code",
}
LEVEL = {
    "service_id": "service_id",
    "procedure_code": "procedure_code",
    "agency_code": "agency.code",
    "agency_name": "agency.name",
}
LOOKUP = {"agency_code": "agency_code", "procedure_code": "procedure_code"}
INSTRUMENT = {"decision_id": "decision_id", "instrument_id": "instrument.id"}
PUBLICATION = INSTRUMENT | {"channel": "channel", "agency_code": "agency.code", "how": "confirmed"}
PERIOD = {"procedure_code": "procedure_code", "name": "periods.name"}
CUT = {
    "round_id": "round.id",
    "procedure_code": "procedure_code",
    "measure": "cuts.measure",
    "unit": "cuts.unit",
    "numerator": "cuts.numerator",
    "denominator": "cuts.denominator",
    "round_name": "round.name",
}
LAW_PERIOD = PERIOD | {
    "agency_code": "agency.code",
    "agency_name": "agency.name",
    "field_code": "field.code",
    "decision_id": "periods.decision.id",
    "decision_number": "periods.decision.number",
}
STATED_PERIOD = PERIOD | {
    "agency_code": "agency.code",
    "field_code": "field.code",
    "decision_number": "periods.decision.number",
}
AGENCY = {"agency_code": "agency.code", "agency_name": "agency.name"}


def sample(kind: Any, path: str = "") -> Any:
    """A value of a type that payloads have, in which each text is the path of its own field."""
    if get_origin(kind) in (Union, UnionType):
        return sample(get_args(kind)[0], path)
    if get_origin(kind) is tuple:
        return (sample(get_args(kind)[0], path),)
    if kind is str:
        return path
    if kind in PLAIN:
        return PLAIN[kind]
    if issubclass(kind, Enum):
        return next(iter(kind))
    return kind(**{name: sample(part, f"{path}.{name}".strip(".")) for name, part in get_type_hints(kind).items()})


@pytest.mark.parametrize(
    ("projection", "event", "table", "texts"),
    [
        (decisions, ProcedureReplaced, "decision_item", ITEM),
        (decisions, DecisionPublished, "decision", DECISION),
        (decisions, DecisionPublished, "decision_topic", {"decision_id": "decision_id", "topic": "topics"}),
        (decisions, ProcessApproved, "approved_process", PROCESS),
        (decisions, DecisionAnnulled, "annulled_item", INSTRUMENT),
        (decisions, DecisionAnnulled, "annulled_decision", INSTRUMENT),
        (decisions, DecisionCorrected, "corrected_item", INSTRUMENT),
        (decisions, PublicationConfirmed, "publication", PUBLICATION),
        (decisions, ReviewResultRecorded, "review_cut", CUT),
        (decisions, ProcedureRecoded, "recoded_procedure", {"former_code": "former_code", "procedure_code": "to"}),
        (procedure_periods, ProcedureReplaced, "procedure_period", LAW_PERIOD),
        (procedure_periods, ProcedureReplaced, "stated_period", STATED_PERIOD | {"decision_id": "decision.id"}),
        (procedure_periods, ProcedureCorrected, "stated_period", STATED_PERIOD | {"instrument_id": "instrument.id"}),
        (online_levels, OnlineServiceRegistered, "online_level", LEVEL),
        (online_levels, OnlineServiceRegistered, "stated_level", LEVEL),
        (lookups, LookupAnswered, "lookup_count", LOOKUP | {"outcome": "matched"}),
        (lookups, LookupAnswered, "lookup_field_count", {"agency_code": "agency_code", "field": "personal_id"}),
        (lookups, LookupRefused, "lookup_day_count", {"outcome": "reason"}),
        (lookups, LookupRefused, "lookup_count", LOOKUP | {"outcome": "reason"}),
        (online_law, ProcedureReplaced, "procedure_period", PERIOD | AGENCY),
        (lookup_law, ProcedureReplaced, "lawful_period", PERIOD),
    ],
)
async def test_each_text_of_an_event_is_in_its_column(
    projection: Projection, event: type[Event], table: str, texts: dict[str, str]
) -> None:
    tables = MemoryTables()
    await fold([projection], [sample(event)], tables, ["2026-01-02T05:00:00.000000Z"])
    (written,) = [candidate for candidate in projection.tables if candidate.name == table]
    (row,) = tables.records(written)
    values = dict(zip((column.name for column in written.columns), row, strict=True))
    assert {name: values[name] for name in texts} == texts
