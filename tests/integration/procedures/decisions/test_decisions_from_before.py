"""Decisions that were recorded before there was a road: who did what is kept, and a draft goes on by the new rules."""

from uuid import UUID

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import FixedClock
from common.database.connections import create_engine
from common.eventlog.log import EventLog
from common.identity import Actor
from common.migrations.run import config_of
from common.service.unit_of_work import UnitOfWork
from procedures.app import service
from procedures.decisions.commands.approve_decision import approve_decision
from procedures.decisions.commands.record_role_holders import record_role_holders
from procedures.decisions.commands.sign_decision import sign_decision
from procedures.decisions.commands.submit_decision import submit_decision
from procedures.decisions.domain.approval_refusals import DecisionNotSigned, SameHandTwice
from procedures.decisions.domain.approval_workflow import Signature
from procedures.decisions.domain.roles import SCOPES, DecisionRole, RoleHolder
from procedures.law.domain.references import Status
from procedures.publication.commands.publish_decision import publish_decision
from tests.support.postgres import Postgres
from tests.support.service_harness import NOON

DRAFT, PUBLISHED, DISCARDED = (UUID(int=n) for n in (1, 2, 3))
BEFORE = """
    INSERT INTO decision (id, number, issuing_body, signed_on, signed_year, agency_code, title, topics, status, revision, back_entry, late,
                          created_by, created_at, published_on, published_by, recorded_at, discarded_by, discarded_at)
    VALUES (:id, :number, 'H60', '2023-01-15', 2023, 'H60.01', 'Công bố', '{}', :status, :revision, false, false, 'an', :at,
            CASE WHEN :status = 'published' THEN date '2023-01-16' END, CASE WHEN :status = 'published' THEN 'an' END,
            CASE WHEN :status = 'published' THEN CAST(:at AS timestamptz) END,
            CASE WHEN :status = 'discarded' THEN 'binh' END, CASE WHEN :status = 'discarded' THEN CAST(:at AS timestamptz) END)
"""


async def to(connection: AsyncConnection, revision: str) -> None:
    await connection.run_sync(lambda sync: command.upgrade(config_of(service, sync), revision))


def actor(subject: str) -> Actor:
    return Actor(subject, subject, "H60", frozenset(SCOPES.values()))


async def test_who_did_what_is_kept_and_an_old_draft_goes_the_new_road(postgres: Postgres) -> None:
    engine = create_engine(await postgres.create_database())
    async with engine.begin() as connection:
        await to(connection, "0002")
        await connection.execute(text("INSERT INTO agency (code, name) VALUES ('H60.01', 'Sở Tư pháp')"))
        for id, status, revision in ((DRAFT, "draft", 1), (PUBLISHED, "published", 2), (DISCARDED, "discarded", 2)):
            said = {"id": id, "number": f"{id.int}/QĐ-UBND", "status": status, "revision": revision, "at": NOON}
            await connection.execute(text(BEFORE), said)
        await to(connection, "head")
        steps = await connection.execute(
            text("SELECT decision_id, step, taken_by FROM decision_step ORDER BY decision_id, revision")
        )
        assert [tuple(row) for row in steps] == [
            (DRAFT, "draft", "an"), (PUBLISHED, "draft", "an"), (PUBLISHED, "publish", "an"), (DISCARDED, "draft", "an"),
            (DISCARDED, "discard", "binh"),
        ]  # fmt: skip
        work = UnitOfWork(connection, FixedClock(NOON), EventLog("procedures", 1))
        await record_role_holders(
            work, [RoleHolder(role, "H60", "UBND tỉnh", "Quyết định") for role in DecisionRole], actor("keeper")
        )
        with pytest.raises(DecisionNotSigned):
            await publish_decision(work, DRAFT, lambda _: None, actor("binh"))
        await submit_decision(work, DRAFT, lambda _: None, actor("an"), None)
        with pytest.raises(SameHandTwice):
            await approve_decision(work, DRAFT, lambda _: None, actor("an"), None)
        await approve_decision(work, DRAFT, lambda _: None, actor("binh"), None)
        await sign_decision(work, DRAFT, Signature(b"%PDF-1.7"), lambda _: None, actor("chi"), None)
        published = await publish_decision(work, DRAFT, lambda _: None, actor("binh"))
        assert (published.decision.status, published.decision.revision) == (Status.PUBLISHED, 5)
    await engine.dispose()
