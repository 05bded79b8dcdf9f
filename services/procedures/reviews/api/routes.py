"""Rounds of review (rà soát, đơn giản hóa): targets, proposals, and results reckoned from the versions in force."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.days import Day
from common.http.etags import ExpectedRevision, revision_tag
from common.http.json_limits import body_limit
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from common.ids import new_id
from procedures.reviews.api.access import Proposer, Reviewer, ReviewReader
from procedures.reviews.api.requests import ProposalIn, ReviewRoundIn, WithdrawalIn
from procedures.reviews.api.responses import (
    GroupResultOut,
    ProposalOut,
    ResultsOut,
    ReviewRoundOut,
    SimplificationResultOut,
)
from procedures.reviews.commands.file_proposal import file_proposal
from procedures.reviews.commands.open_review_round import open_review_round
from procedures.reviews.commands.withdraw_proposal import withdraw_proposal
from procedures.reviews.domain.simplification import Grouping
from procedures.reviews.queries.round_proposals import proposal_by_number, round_proposals
from procedures.reviews.queries.round_results import round_results
from procedures.reviews.queries.rounds_of_review import review_round_by_id, review_rounds, targets_of
from procedures.reviews.storage.repository import round_in
from procedures.shared.api.moments import KnownOn

router = APIRouter(prefix="/v1/review-rounds", route_class=Route, tags=["review rounds"])

Number = Annotated[int, Path(ge=1, le=2_147_483_647)]


@router.post("", status_code=201)
async def open_round(body: ReviewRoundIn, officer: Reviewer, work: Work, response: Response) -> ReviewRoundOut:
    """Open a round of review with its targets. Both stay as they are; another round may set others."""
    opened = body.round(new_id())
    await open_review_round(work, opened, by=officer)
    response.headers["Location"] = f"/v1/review-rounds/{opened.id}"
    row = await review_round_by_id(work.connection, opened.id)
    return ReviewRoundOut.of_row(row, await targets_of(work.connection, [opened.id]))


@router.get("")
async def rounds(_: ReviewReader, read: Read, page: Paging) -> Page[ReviewRoundOut]:
    """The rounds of review, the last begun first."""
    rows = await review_rounds(read, page.key(date.fromisoformat, UUID), page.limit + 1)
    shown = rows[: page.limit]
    targets = await targets_of(read, [row.id for row in shown])
    more = cursor_of([shown[-1].starts_on.isoformat(), str(shown[-1].id)]) if len(rows) > page.limit else None
    return Page(items=[ReviewRoundOut.of_row(row, targets) for row in shown], next=more)


@router.get("/{id}")
async def one(id: UUID, _: ReviewReader, read: Read) -> ReviewRoundOut:
    """A round with its targets."""
    return ReviewRoundOut.of_row(await review_round_by_id(read, id), await targets_of(read, [id]))


@router.get("/{id}/results")
async def results(
    id: UUID,
    _: ReviewReader,
    read: Read,
    clock: TheClock,
    page: Paging,
    group_by: Annotated[Grouping, Query(description="what the results are grouped by")] = Grouping.AGENCY,
    on: Annotated[
        Day | None, Query(description="the later day; today, or the round's last day, where it is left out")
    ] = None,
    known_on: KnownOn = None,
) -> ResultsOut:
    """What became of the procedures that were in force on the round's first day, beside its targets."""
    of = round_in(await review_round_by_id(read, id), await targets_of(read, [id]))
    day = of.result_day(on, clock.today())
    found = await round_results(read, of, group_by, day, known_on)
    after = page.key(str)
    groups = [group for group in found.groups if not after or group.key > after[0]]
    shown = groups[: page.limit]
    return ResultsOut(
        round=id,
        group_by=group_by,
        before_on=of.starts_on,
        after_on=day,
        known_on=known_on,
        total=SimplificationResultOut.of(found.total),
        items=[GroupResultOut.named(group, found.names.get(group.key, group.key)) for group in shown],
        next=cursor_of([shown[-1].key]) if len(groups) > page.limit else None,
    )


@router.post("/{id}/proposals", status_code=201)
@body_limit(2_000_000)
async def propose(id: UUID, body: ProposalIn, officer: Proposer, work: Work, response: Response) -> ProposalOut:
    """File a proposal to simplify a procedure, with the parts as they would be after."""
    stated = None if body.after is None else body.after.stated()
    number = await file_proposal(work, id, body.proposal(), body.before, stated, by=officer)
    response.headers["Location"] = f"/v1/review-rounds/{id}/proposals/{number}"
    return await _shown(work.connection, id, number, response)


@router.get("/{id}/proposals")
async def proposals(id: UUID, _: ReviewReader, read: Read, page: Paging) -> Page[ProposalOut]:
    """What agencies proposed, with before and after and what became of it, in the order in which it was filed."""
    found = await round_proposals(read, id, page.key(int), page.limit + 1)
    shown = found[: page.limit]
    more = cursor_of([shown[-1].row.number]) if len(found) > page.limit else None
    return Page(items=[ProposalOut.of(filed) for filed in shown], next=more)


@router.get("/{id}/proposals/{number}")
async def proposal(id: UUID, number: Number, _: ReviewReader, read: Read, response: Response) -> ProposalOut:
    """One proposal."""
    return await _shown(read, id, number, response)


@router.post("/{id}/proposals/{number}/withdraw")
async def withdraw(
    id: UUID,
    number: Number,
    body: WithdrawalIn,
    officer: Proposer,
    expected: ExpectedRevision,
    work: Work,
    response: Response,
) -> ProposalOut:
    """Withdraw a proposal. One that a published version has realised is not withdrawn any more."""
    await withdraw_proposal(work, id, number, body.reason, expected, by=officer)
    return await _shown(work.connection, id, number, response)


async def _shown(read: AsyncConnection, id: UUID, number: int, response: Response) -> ProposalOut:
    found = ProposalOut.of(await proposal_by_number(read, id, number))
    response.headers["ETag"] = revision_tag(found.revision)
    return found
