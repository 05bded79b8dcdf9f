"""A rebuild decodes only what the folds read: for every event type it must give the rows that whole events give."""

from random import Random

import pytest
from msgspec.structs import replace

from common.consumer.applying import EncodedEvents, decode_records, fold, fold_encoded
from common.consumer.memory_tables import MemoryTables
from common.contracts.event import known_types
from common.contracts.reference_data import AgencyRecorded
from common.service.definition import Subscription
from tests.support.encoded_events import EncodedEvent, encoded
from tests.support.postgres import service_of
from tests.support.random_payloads import random_value

SUBSCRIPTIONS = [
    pytest.param(subscription, id=f"{name} follows {subscription.source}")
    for name in ("online_services", "population_lookup", "reporting")
    for subscription in service_of(name).subscriptions
]
EVENTS_OF_EACH_TYPE = 100


def test_there_are_subscriptions() -> None:
    assert len(SUBSCRIPTIONS) >= 5


def random_records(source: str) -> list[EncodedEvent]:
    """So many events of every type that each value of each closed set is in several. Some agencies have the name of a
    commune, by which followers tell communes from other agencies."""
    random = Random(source)
    types = [known.payload for known in known_types(source)] * EVENTS_OF_EACH_TYPE
    random.shuffle(types)
    values = [random_value(random, payload) for payload in types]
    communes = [
        replace(value, name=f"Ủy ban nhân dân xã {value.code}") for value in values if isinstance(value, AgencyRecorded)
    ]
    return encoded([*values, *communes[::2]])


@pytest.mark.parametrize("subscription", SUBSCRIPTIONS)
async def test_a_rebuild_folds_partial_events_into_the_rows_of_whole_ones(subscription: Subscription) -> None:
    records, projections = random_records(subscription.source), subscription.projections
    whole, partial = MemoryTables(), MemoryTables()
    await fold(projections, decode_records(records), whole, [record.time for record in records])
    await fold_encoded(projections, EncodedEvents.of(records), partial)
    assert all(whole.rows[table.name] for projection in projections for table in projection.tables)
    assert partial.rows == whole.rows


@pytest.mark.parametrize("subscription", SUBSCRIPTIONS)
async def test_each_value_has_the_type_of_its_column(subscription: Subscription) -> None:
    tables = MemoryTables()
    await fold_encoded(subscription.projections, EncodedEvents.of(random_records(subscription.source)), tables)
    for table in (table for projection in subscription.projections for table in projection.tables):
        for row in tables.records(table):
            for value, column in zip(row, table.columns, strict=True):
                assert isinstance(value, column.type.python_type) or (value is None and column.nullable), column.name
