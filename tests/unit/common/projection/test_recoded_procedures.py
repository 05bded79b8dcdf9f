"""Each follower moves what it keeps of a procedure from its provisional code to its own one, and nothing else."""

from datetime import date

import msgspec
import pytest

from common.consumer.applying import fold
from common.consumer.memory_tables import MemoryTables
from common.contracts.event import Event
from common.contracts.procedures import ProcessApproved, RecodedProcess
from reporting.tables import approved_process, decision_item
from tests.support.foreign_events import decision
from tests.support.law_events import amended, introduced, period, recoded
from tests.support.postgres import service_of

BEGIN, JUNE = date(2023, 2, 1), date(2023, 6, 1)
FORMER, CODE, OTHER = "0.000123.H60", "1.012345", "1.000102"
PERIODS = period(BEGIN, JUNE), period(JUNE, version=2)


async def folded(service: str, *events: Event) -> MemoryTables:
    tables = MemoryTables()
    (subscription,) = (known for known in service_of(service).subscriptions if known.source == "procedures")
    await fold(subscription.projections, list(events), tables)
    return tables


@pytest.mark.parametrize("service", ["online_services", "population_lookup"])
async def test_the_periods_are_those_of_a_procedure_that_always_had_its_code(service: str) -> None:
    before = introduced(FORMER, PERIODS[0]), introduced(OTHER, period(BEGIN)), amended(FORMER, JUNE, *PERIODS)
    moved = await folded(service, *before, recoded(FORMER, CODE, *PERIODS))
    always = await folded(service, introduced(CODE, *PERIODS), introduced(OTHER, period(BEGIN)))
    rows = {table: kept for table, kept in moved.rows.items() if kept}
    assert rows == always.rows | {"recoded_procedure": {(FORMER,): (FORMER, CODE)}}


async def test_items_and_processes_are_counted_under_the_code_of_the_procedure() -> None:
    lines = ("introduce", FORMER), ("introduce", OTHER), ("replace", "1.000900", FORMER)
    *events, process, published = decision(1, BEGIN, *lines, processes=[True])
    assert isinstance(process, ProcessApproved)
    process = msgspec.structs.replace(process, procedure_code=FORMER)
    act = recoded(FORMER, CODE, *PERIODS, items=[(process.decision.id, number) for number in (1, 2, 3)])
    act = msgspec.structs.replace(
        act, processes=(RecodedProcess(decision_id=process.decision.id, process_code=process.process_code),)
    )
    tables = await folded("reporting", *events, process, published, act)
    codes = {row[1]: row[3:5] for row in tables.records(decision_item)}
    assert codes == {1: (CODE, None), 2: (OTHER, None), 3: ("1.000900", CODE)}
    assert [row[2] for row in tables.records(approved_process)] == [CODE]
