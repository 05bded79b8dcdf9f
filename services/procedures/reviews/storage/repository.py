"""Review rounds, proposals, and the Decisions that adopted these."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row, Select, Text, cast, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.contents import Content
from procedures.law.domain.parts import Part
from procedures.law.domain.references import DecisionReference
from procedures.law.domain.refusals import ProcedureNotFound, ProcedureNotInForceOnDay, VersionNotFound
from procedures.law.storage.content_rows import decode_content, encode_content
from procedures.reviews.domain.proposals import EnactedChange, Proposal, ProposedAct, adopted_by
from procedures.reviews.domain.refusals import ProposalNotFound, ReviewRoundNotFound
from procedures.reviews.domain.review_results import RecordedResult
from procedures.reviews.domain.review_rounds import ReviewRound
from procedures.reviews.domain.simplification import Measure, Target
from procedures.shared.domain.procedure_codes import ProcedureCode
from procedures.tables import procedure, review_proposal, review_result, review_round, review_target, version

IN_FORCE = """
    SELECT r.version FROM period r JOIN procedure p ON p.id = r.procedure_id
    WHERE p.code = $1 AND r.in_force @> $2::date AND upper_inf(r.known)
"""
VERSION = """
    SELECT p.id, v.content::text
    FROM procedure p LEFT JOIN version v ON v.procedure_id = p.id AND v.number = $2
    WHERE p.code = $1
"""
NOT_ANNULLED = (
    "NOT EXISTS (SELECT FROM rectification_item a WHERE a.decision_id = d.id AND a.item_number = {item}"
    " AND a.kind = 'annulment')"
)
REFERENCE = "d.id, d.number, d.issuing_body, d.signed_on, d.title"
ENACTED_CHANGES = f"""
    SELECT p.code, v.number, v.content::text, d.recorded_at, {REFERENCE}
    FROM procedure p JOIN version v ON v.procedure_id = p.id JOIN decision d ON d.id = v.decision_id
    WHERE p.code = ANY($1)
        AND EXISTS (SELECT FROM period r WHERE r.procedure_id = p.id AND r.version = v.number AND upper_inf(r.known))
        AND {NOT_ANNULLED.format(item="v.item_number")}
    UNION ALL
    SELECT current_code(i.procedure_code), NULL, NULL, d.recorded_at, {REFERENCE}
    FROM decision_item i JOIN decision d ON d.id = i.decision_id
    WHERE i.procedure_code = ANY (
            SELECT unnest(ARRAY[code, provisional_code]) FROM procedure WHERE code = ANY($1))
        AND i.kind = 'repeal' AND d.status = 'published'
        AND {NOT_ANNULLED.format(item="i.number")}
    ORDER BY 4, 2
"""  # noqa: S608 - only constants of this module
RECORDED_AT = """
    SELECT d.recorded_at
    FROM procedure p JOIN version v ON v.procedure_id = p.id JOIN decision d ON d.id = v.decision_id
    WHERE p.code = $1 AND v.number = $2
"""


class Reviews:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, round: ReviewRound, by: str, at: datetime) -> None:
        values = {name: getattr(round, name) for name in ("id", "name", "starts_on", "ends_on", "legal_basis")}
        await self._connection.execute(insert(review_round).values(**values, recorded_by=by, recorded_at=at))
        rows = [
            {
                "round_id": round.id,
                "number": target.number,
                "measure": target.measure.value,
                "minimum_percent": target.minimum_percent,
                "legal_basis": target.legal_basis,
            }
            for target in round.targets
        ]
        await self._connection.execute(insert(review_target), rows)

    async def lock(self, id: UUID) -> None:
        """Serialises the numbering of proposals and of results in the round. Raises `ReviewRoundNotFound`.

        An advisory lock is used instead of a row lock: locking the row needs the privilege to change it, and a round
        never changes.
        """
        await self._connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:id, 7))"), {"id": str(id)})
        if await self._connection.scalar(select(review_round.c.id).where(review_round.c.id == id)) is None:
            raise ReviewRoundNotFound(id)

    async def version(self, code: ProcedureCode, number: int | None, today: date) -> tuple[int, Content]:
        """The number and content of the given version, or of the one in force today. Raises `ProcedureNotFound`,
        `VersionNotFound`, `ProcedureNotInForceOnDay`."""
        driver = await driver_of(self._connection)
        version_number = number or await driver.fetchval(IN_FORCE, code, today)
        row = await driver.fetchrow(VERSION, code, version_number)
        if row is None:
            raise ProcedureNotFound(code)
        if version_number is None:
            raise ProcedureNotInForceOnDay(code, today)
        if row["content"] is None:
            raise VersionNotFound(code, version_number)
        return version_number, decode_content(row["content"])

    async def add_proposal(self, round: UUID, proposal: Proposal, by: str, at: datetime) -> int:
        """Returns the number of the proposal."""
        last = select(func.max(review_proposal.c.number)).where(review_proposal.c.round_id == round)
        number = (await self._connection.scalar(last) or 0) + 1
        statement = insert(review_proposal).values(
            round_id=round,
            number=number,
            procedure_id=select(procedure.c.id).where(procedure.c.code == proposal.procedure_code).scalar_subquery(),
            agency_code=proposal.agency_code,
            action=proposal.action.value,
            before_version=proposal.before,
            parts=[part.value for part in proposal.parts],
            after=None if proposal.after is None else orjson.loads(encode_content(proposal.after)),
            reason=proposal.reason,
            recorded_by=by,
            recorded_at=at,
        )
        await self._connection.execute(statement)
        return number

    async def next_result(self, round: UUID) -> int:
        last = select(func.max(review_result.c.number)).where(review_result.c.round_id == round)
        return (await self._connection.scalar(last) or 0) + 1

    async def add_result(self, result: RecordedResult) -> None:
        names = ("number", "compared_on", "ground", "procedures", "gone", "recorded_by", "recorded_at")
        values = {name: getattr(result, name) for name in names}
        await self._connection.execute(insert(review_result).values(round_id=result.round.id, **values))

    async def lock_proposal(self, round: UUID, number: int) -> Row[Any]:
        """Raises `ProposalNotFound`."""
        statement = proposals_of(round).where(review_proposal.c.number == number).with_for_update(of=review_proposal)
        row: Row[Any] | None = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise ProposalNotFound(round, number)
        return row

    async def withdraw(self, round: UUID, number: int, reason: str, by: str, at: datetime) -> None:
        key = (review_proposal.c.round_id == round, review_proposal.c.number == number)
        values = {
            "withdrawn_by": by,
            "withdrawn_at": at,
            "withdrawn_reason": reason,
            "revision": review_proposal.c.revision + 1,
        }
        await self._connection.execute(update(review_proposal).where(*key).values(**values))


def proposals_of(round: UUID) -> Select[Any]:
    """The proposals of the round with the code of the procedure and the texts of both contents."""
    of_version = (version.c.procedure_id == review_proposal.c.procedure_id) & (
        version.c.number == review_proposal.c.before_version
    )
    return (
        select(
            *(column for column in review_proposal.c if column.name != "after"),
            cast(review_proposal.c.after, Text).label("after"),
            cast(version.c.content, Text).label("before_content"),
            procedure.c.code.label("procedure_code"),
        )
        .join(procedure, procedure.c.id == review_proposal.c.procedure_id)
        .join(version, of_version)
        .where(review_proposal.c.round_id == round)
        .order_by(review_proposal.c.number)
    )


def proposal_in(row: Row[Any]) -> Proposal:
    return Proposal(
        procedure_code=ProcedureCode(row.procedure_code),
        agency_code=row.agency_code,
        action=ProposedAct(row.action),
        before=row.before_version,
        reason=row.reason,
        parts=tuple(map(Part, row.parts)),
        after=None if row.after is None else decode_content(row.after),
    )


async def adoptions(connection: AsyncConnection, proposals: Sequence[Proposal]) -> list[EnactedChange | None]:
    """For each proposal the change that realised it, among those recorded after the version that the proposal
    concerns."""
    driver = await driver_of(connection)
    changes: dict[str, list[tuple[datetime, EnactedChange]]] = defaultdict(list)
    codes = list({proposal.procedure_code for proposal in proposals})
    for code, number, content, recorded_at, *reference in await driver.fetch(ENACTED_CHANGES, codes):
        change = EnactedChange(
            DecisionReference(*reference), number, None if content is None else decode_content(content)
        )
        changes[code].append((recorded_at, change))
    adopted = []
    for proposal in proposals:
        since = await driver.fetchval(RECORDED_AT, proposal.procedure_code, proposal.before)
        later = (
            change
            for recorded_at, change in changes[proposal.procedure_code]
            if recorded_at > since and (change.version or proposal.before + 1) > proposal.before
        )
        adopted.append(adopted_by(proposal, later))
    return adopted


def round_in(row: Row[Any], targets: Sequence[Row[Any]]) -> ReviewRound:
    return ReviewRound(
        row.id,
        row.name,
        row.starts_on,
        row.ends_on,
        row.legal_basis,
        tuple(
            Target(target.number, Measure(target.measure), target.minimum_percent, target.legal_basis)
            for target in targets
        ),
    )
