"""Decisions of many items, published in this process through the service's own commands."""

from typing import Any
from uuid import UUID

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.publication.commands.publish_decision import publish_decision
from tests.support.procedures_harness import PUBLISHER, ProceduresHarness, content, item

OFFICER = Actor(PUBLISHER, "Officer", "H60.01", frozenset({"decisions.publish"}))


def items(count: int, start: int) -> list[dict[str, Any]]:
    """New procedures with parts of an ordinary size."""
    parts = {
        "population_fields": ["personal_id", "full_name", "birth_date"],
        "steps": ["Nộp hồ sơ tại Bộ phận Một cửa"] * 5,
    }
    papers = [{"name": "Tờ khai theo mẫu", "originals": 1, "copies": 0}] * 4
    codes = (f"{1 + number // 1_000_000}.{number % 1_000_000:06}" for number in range(start, start + count))
    return [item("introduce", code, content=content(f"Thủ tục {code}", papers=papers, **parts)) for code in codes]


async def create_signed_decision(harness: ProceduresHarness, count: int, start: int) -> UUID:
    response = await harness.post_draft(harness.body(*items(count, start)))
    if response.status_code != 201:
        raise RuntimeError(response.text[:500])
    await harness.complete_approval(response.json()["id"])
    return UUID(response.json()["id"])


async def publish_without_http(harness: ProceduresHarness, id: UUID) -> None:
    """Publishes in one transaction, as the route does, but without HTTP."""
    runtime = harness.service.runtime
    async with runtime.engine.connect() as connection:
        work = UnitOfWork(connection, runtime.clock, runtime.log)
        await publish_decision(work, id, None, OFFICER)
        await connection.commit()
