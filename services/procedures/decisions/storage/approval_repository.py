"""Role holders, steps that were taken, and signed files: added to, never changed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, insert, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.decisions.domain.approval_workflow import CompletedStep, Step
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.roles import DecisionRole, RoleHolder
from procedures.tables import decision_step, role_holder, signed_file

WITH_REVISED_DRAFTS = """
    WITH RECURSIVE drafts (id, revises, back) AS (
        SELECT id, revises, 0 FROM decision WHERE id = $1
        UNION ALL SELECT d.id, d.revises, back + 1 FROM decision d JOIN drafts ON d.id = drafts.revises
    )
    SELECT s.* FROM decision_step s JOIN drafts ON drafts.id = s.decision_id ORDER BY back DESC, s.revision
"""
NAMED = ("role", "agency_code", "subject", "valid_from")
"""What names a row; the last one of a name holds."""


class ApprovalRepository:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def holders(self, agency: str) -> list[RoleHolder]:
        rows = await self._connection.execute(held().where(role_holder.c.agency_code == agency))
        return [holder_in(row) for row in rows]

    async def record_holders(self, holders: Sequence[RoleHolder], by: str, at: datetime) -> None:
        """What differs in nothing is left alone."""
        agencies = sorted({one.agency_code for one in holders})
        rows = await self._connection.execute(held().where(role_holder.c.agency_code.in_(agencies)))
        present = {holder_in(row) for row in rows}
        new = [
            {**asdict(one), "role": one.role.value, "recorded_by": by, "recorded_at": at}
            for one in holders
            if one not in present
        ]
        if new:
            await self._connection.execute(insert(role_holder), new)

    async def done(self, decision: UUID) -> list[CompletedStep]:
        """All steps of the Decision, and of the drafts that it revises, in their order."""
        driver = await driver_of(self._connection)
        return [done_in(row) for row in await driver.fetch(WITH_REVISED_DRAFTS, decision)]

    async def add(
        self, decision: Decision, step: Step, mandate: RoleHolder, by: str, at: datetime, reason: str | None
    ) -> None:
        """The step that brought the Decision to this revision."""
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

    async def keep(self, sha256: str, content: bytes, by: str, at: datetime) -> None:
        put = postgresql.insert(signed_file).values(sha256=sha256, content=content, kept_by=by, kept_at=at)
        await self._connection.execute(put.on_conflict_do_nothing())

    async def holds(self, sha256: str) -> bool:
        """Whether the file that is kept under this hash has it."""
        own = func.encode(func.sha256(signed_file.c.content), "hex") == signed_file.c.sha256
        return bool(await self._connection.scalar(select(own).where(signed_file.c.sha256 == sha256)))


def held() -> Select[Any]:
    """The row that holds, for each role, agency, subject and first day."""
    named = [role_holder.c[name] for name in NAMED]
    return select(role_holder).ext(distinct_on(*named)).order_by(*named, role_holder.c.id.desc())


def holder_in(row: Any) -> RoleHolder:
    return RoleHolder(
        role=DecisionRole(row.role),
        agency_code=row.agency_code,
        title=row.title,
        legal_basis=row.legal_basis,
        subject=row.subject,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def done_in(row: Any) -> CompletedStep:
    return CompletedStep(
        decision=row["decision_id"],
        revision=row["revision"],
        step=Step(row["step"]),
        by=row["taken_by"],
        agency=row["agency_code"],
        role=DecisionRole(row["role"]),
        title=row["title"],
        at=row["taken_at"],
        legal_basis=row["legal_basis"],
        reason=row["reason"],
        signed_file_sha256=row["signed_file_sha256"],
    )
