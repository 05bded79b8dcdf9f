"""Review rounds (rà soát, đơn giản hóa): targets, proposals, and results computed from the versions in force."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.days import Day
from common.http.declarations import returns
from common.http.documented_headers import ETAG, LOCATION
from common.http.etags import ExpectedRevision, revision_tag
from common.http.json_limits import body_limit
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from common.ids import new_id
from procedures.decisions.api.access import Acting
from procedures.decisions.domain.draft_access import ActingAgency
from procedures.reviews.api.access import Proposer, Reviewer, ReviewReader
from procedures.reviews.api.requests import ProposalIn, ReviewResultIn, ReviewRoundIn, WithdrawalIn
from procedures.reviews.api.responses import (
    GroupResultOut,
    ProposalOut,
    RecordedResultOut,
    ResultsOut,
    ReviewRoundOut,
    SimplificationResultOut,
)
from procedures.reviews.commands.file_proposal import file_proposal
from procedures.reviews.commands.open_review_round import open_review_round
from procedures.reviews.commands.record_review_result import record_review_result
from procedures.reviews.commands.withdraw_proposal import withdraw_proposal
from procedures.reviews.domain.simplification import Grouping
from procedures.reviews.queries.round_proposals import proposal_by_number, round_proposals
from procedures.reviews.queries.round_results import compared_procedures, round_results
from procedures.reviews.queries.rounds_of_review import (
    recorded_results,
    review_round_by_id,
    review_rounds,
    targets_of,
)
from procedures.reviews.storage.repository import round_in
from procedures.shared.api.moments import KnownOn

router = APIRouter(prefix="/v1/review-rounds", route_class=Route, tags=["review rounds"])

Number = Annotated[int, Path(ge=1, le=2_147_483_647)]


@router.post("", operation_id="openReviewRound", status_code=201)
@returns(LOCATION)
async def open_round(body: ReviewRoundIn, officer: Reviewer, work: Work, response: Response) -> ReviewRoundOut:
    """Open a review round with its targets. Both are immutable; another round may set other targets."""
    opened = body.round(new_id())
    await open_review_round(work, opened, by=officer)
    response.headers["Location"] = f"/v1/review-rounds/{opened.id}"
    row = await review_round_by_id(work.connection, opened.id)
    return ReviewRoundOut.of_row(row, await targets_of(work.connection, [opened.id]))


@router.get("", operation_id="listReviewRounds")
async def rounds(_: ReviewReader, read: Read, page: Paging) -> Page[ReviewRoundOut]:
    """The review rounds, the most recently started first."""
    rows = await review_rounds(read, page.key(date.fromisoformat, UUID), page.limit + 1)
    shown = rows[: page.limit]
    targets = await targets_of(read, [row.id for row in shown])
    more = cursor_of([shown[-1].starts_on.isoformat(), str(shown[-1].id)]) if len(rows) > page.limit else None
    return Page(items=[ReviewRoundOut.of_row(row, targets) for row in shown], next=more)


@router.get("/{id}", operation_id="getReviewRound")
async def review_round(id: UUID, _: ReviewReader, read: Read) -> ReviewRoundOut:
    """A review round with its targets."""
    return ReviewRoundOut.of_row(await review_round_by_id(read, id), await targets_of(read, [id]))


@router.get("/{id}/results", operation_id="getReviewResults")
async def results(
    id: UUID,
    _: ReviewReader,
    read: Read,
    clock: TheClock,
    page: Paging,
    group_by: Annotated[Grouping, Query(description="what the results are grouped by")] = Grouping.AGENCY,
    on: Annotated[
        Day | None, Query(description="the later day; defaults to today, but at most the round's last day")
    ] = None,
    known_on: KnownOn = None,
) -> ResultsOut:
    """What became of the procedures that were in force on the round's first day, compared with its targets."""
    round = round_in(await review_round_by_id(read, id), await targets_of(read, [id]))
    day = round.result_day(on, clock.today())
    comparison = await round_results(read, round, group_by, day, known_on)
    after = page.key(str)
    groups = [group for group in comparison.groups if not after or group.key > after[0]]
    shown = groups[: page.limit]
    return ResultsOut(
        round=id,
        group_by=group_by,
        before_on=round.starts_on,
        after_on=day,
        known_on=known_on,
        total=SimplificationResultOut.of(comparison.total),
        items=[GroupResultOut.named(group, comparison.names.get(group.key, group.key)) for group in shown],
        next=cursor_of([shown[-1].key]) if len(groups) > page.limit else None,
    )


@router.post("/{id}/recorded-results", operation_id="recordReviewResult", status_code=201)
async def record_result(id: UUID, body: ReviewResultIn, officer: Reviewer, work: Work) -> RecordedResultOut:
    """Record the result of a round: what became of the procedures that were in force on its first day, as the law is
    known now. A later result takes the place of this one; both are kept."""
    read = work.connection
    round = round_in(await review_round_by_id(read, id), await targets_of(read, [id]))
    known_at = work.clock.now()
    comparisons = await compared_procedures(read, round, body.on, known_at)
    result = await record_review_result(work, round, body.on, body.ground, comparisons, known_at, by=officer)
    return RecordedResultOut.model_validate(result)


@router.get("/{id}/recorded-results", operation_id="listRecordedReviewResults")
async def results_recorded(id: UUID, _: ReviewReader, read: Read, page: Paging) -> Page[RecordedResultOut]:
    """The results that officers have recorded of a round, the last one, which applies, first."""
    rows = await recorded_results(read, id, page.key(int), page.limit + 1)
    shown = rows[: page.limit]
    more = cursor_of([shown[-1].number]) if len(rows) > page.limit else None
    return Page(items=[RecordedResultOut.model_validate(row) for row in shown], next=more)


@router.post("/{id}/proposals", operation_id="fileProposal", status_code=201)
@body_limit(2_000_000)
@returns(LOCATION, ETAG)
async def propose(id: UUID, body: ProposalIn, officer: Proposer, work: Work, response: Response) -> ProposalOut:
    """File a proposal of the caller's agency to simplify a procedure, with the parts that it would change."""
    stated = None if body.after is None else body.after.stated()
    number = await file_proposal(work, id, body.proposal(), body.before, stated, by=officer)
    response.headers["Location"] = f"/v1/review-rounds/{id}/proposals/{number}"
    return await _with_etag(work.connection, id, number, ActingAgency(officer.agency), response)


@router.get("/{id}/proposals", operation_id="listProposals")
async def proposals(id: UUID, _: ReviewReader, acting: Acting, read: Read, page: Paging) -> Page[ProposalOut]:
    """The proposals of a round with their contents before and after and their state, in the order in which they were
    filed: those of the caller's agency, or all of them for the body that controls procedures."""
    filed = await round_proposals(read, id, acting, page.key(int), page.limit + 1)
    shown = filed[: page.limit]
    more = cursor_of([shown[-1].row.number]) if len(filed) > page.limit else None
    return Page(items=[ProposalOut.of(proposal) for proposal in shown], next=more)


@router.get("/{id}/proposals/{number}", operation_id="getProposal")
async def proposal(
    id: UUID, number: Number, _: ReviewReader, acting: Acting, read: Read, response: Response
) -> ProposalOut:
    """One proposal of the caller's agency, or any for the body that controls procedures."""
    return await _with_etag(read, id, number, acting, response)


@router.post("/{id}/proposals/{number}/withdraw", operation_id="withdrawProposal")
@returns(ETAG)
async def withdraw(
    id: UUID,
    number: Number,
    body: WithdrawalIn,
    officer: Proposer,
    expected: ExpectedRevision,
    work: Work,
    response: Response,
) -> ProposalOut:
    """Withdraw a proposal of the caller's agency. A proposal that a published version has realised cannot be
    withdrawn."""
    await withdraw_proposal(work, id, number, body.reason, expected, by=officer)
    return await _with_etag(work.connection, id, number, ActingAgency(officer.agency), response)


async def _with_etag(
    read: AsyncConnection, id: UUID, number: int, acting: ActingAgency, response: Response
) -> ProposalOut:
    proposal = ProposalOut.of(await proposal_by_number(read, id, number, acting))
    response.headers["ETag"] = revision_tag(proposal.revision)
    return proposal
