"""Role holders, completed steps and signed files: rows are added and never changed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from common.identity import Actor
from procedures.decisions.domain.approval_workflow import CompletedStep, Step
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.draft_access import ActingAgency, acting_agency_of
from procedures.decisions.domain.roles import DecisionRole, RoleHolder
from procedures.tables import decision_step, role_holder, signed_file

WITH_REVISED_DRAFTS = """
    WITH RECURSIVE drafts (id, revises, back) AS (
        SELECT id, revises, 0 FROM decision WHERE id = $1
        UNION ALL SELECT d.id, d.revises, back + 1 FROM decision d JOIN drafts ON d.id = drafts.revises
    )
    SELECT s.* FROM decision_step s JOIN drafts ON drafts.id = s.decision_id ORDER BY back DESC, s.revision
"""
HOLDER_KEY = ("role", "agency_code", "subject", "valid_from")
"""The key of a role holder; the last recorded row of a key counts."""


class ApprovalRepository:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def holders(self, agency: str) -> list[RoleHolder]:
        rows = await self._connection.execute(current_role_holders().where(role_holder.c.agency_code == agency))
        return [role_holder_in(row) for row in rows]

    async def record_holders(self, holders: Sequence[RoleHolder], by: str, at: datetime) -> None:
        """A holder that equals the recorded one is not written again."""
        agencies = sorted({holder.agency_code for holder in holders})
        rows = await self._connection.execute(current_role_holders().where(role_holder.c.agency_code.in_(agencies)))
        recorded = {role_holder_in(row) for row in rows}
        new = [
            {**asdict(holder), "role": holder.role.value, "recorded_by": by, "recorded_at": at}
            for holder in holders
            if holder not in recorded
        ]
        if new:
            await self._connection.execute(insert(role_holder), new)

    async def completed_steps(self, decision: UUID) -> list[CompletedStep]:
        """All steps of the Decision, and of the drafts that it revises, in their order."""
        driver = await driver_of(self._connection)
        return [completed_step_in(row) for row in await driver.fetch(WITH_REVISED_DRAFTS, decision)]

    async def add(
        self, decision: Decision, step: Step, mandate: RoleHolder, by: str, at: datetime, reason: str | None
    ) -> None:
        """Adds the step that produced this revision of the Decision."""
        await self._connection.execute(
            insert(decision_step).values(
                decision_id=decision.id,
                revision=decision.revision,
                step=step.value,
                taken_by=by,
                agency_code=mandate.agency_code,
                role=mandate.role.value,
                title=mandate.title,
                taken_at=at,
                legal_basis=mandate.legal_basis,
                reason=reason,
                signed_file_sha256=decision.signed_file_sha256,
            )
        )

    async def keep_file(self, sha256: str, content: bytes, by: str, at: datetime) -> None:
        statement = postgresql.insert(signed_file).values(sha256=sha256, content=content, kept_by=by, kept_at=at)
        await self._connection.execute(statement.on_conflict_do_nothing())

    async def has_intact_file(self, sha256: str) -> bool:
        """Whether a file is kept under this hash and its content still has the hash."""
        is_intact = func.encode(func.sha256(signed_file.c.content), "hex") == signed_file.c.sha256
        return bool(await self._connection.scalar(select(is_intact).where(signed_file.c.sha256 == sha256)))


async def acting_agency(connection: AsyncConnection, actor: Actor | None, today: date) -> ActingAgency:
    """The agency for which the request acts, with its roles of that day; nobody where there is no actor."""
    if actor is None or not actor.agency:
        return ActingAgency()
    holders = await ApprovalRepository(connection).holders(actor.agency)
    return acting_agency_of(actor.agency, actor.scopes, holders, today)


def current_role_holders() -> Select[Any]:
    """The row that counts for each role, agency, subject and first day."""
    key = [role_holder.c[name] for name in HOLDER_KEY]
    return select(role_holder).ext(distinct_on(*key)).order_by(*key, role_holder.c.id.desc())


def role_holder_in(row: Any) -> RoleHolder:
    return RoleHolder(
        role=DecisionRole(row.role),
        agency_code=row.agency_code,
        title=row.title,
        legal_basis=row.legal_basis,
        subject=row.subject,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def completed_step_in(row: Any) -> CompletedStep:
    return CompletedStep(
        decision=row["decision_id"],
        revision=row["revision"],
        step=Step(row["step"]),
        taken_by=row["taken_by"],
        agency_code=row["agency_code"],
        role=DecisionRole(row["role"]),
        title=row["title"],
        taken_at=row["taken_at"],
        legal_basis=row["legal_basis"],
        reason=row["reason"],
        signed_file_sha256=row["signed_file_sha256"],
    )
