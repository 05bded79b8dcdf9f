"""Records the result of a review round."""

from collections.abc import Sequence
from datetime import date, datetime

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.reviews.domain.review_results import RecordedResult
from procedures.reviews.domain.review_rounds import ReviewRound
from procedures.reviews.domain.simplification import ProcedureComparison
from procedures.reviews.events import result_events
from procedures.reviews.storage.repository import Reviews


async def record_review_result(
    work: UnitOfWork,
    round: ReviewRound,
    on: date,
    ground: str,
    comparisons: Sequence[ProcedureComparison],
    known_at: datetime,
    by: Actor,
) -> RecordedResult:
    """Records and emits what was cut between the round's first day and `on`, by the comparisons of the law as it was
    known at `known_at`. A later result takes the place of earlier ones; all are kept. Raises `ResultDayBeforeRound` and
    `ResultDayInFuture`."""
    round.require_result_day(on, work.clock.today())
    await work.of(Reviews).lock(round.id)
    result = RecordedResult(
        round=round,
        number=await work.of(Reviews).next_result(round.id),
        compared_on=on,
        ground=ground,
        procedures=len(comparisons),
        gone=sum(comparison.after is None for comparison in comparisons),
        recorded_by=by.subject,
        recorded_at=known_at,
    )
    await work.of(Reviews).add_result(result)
    await work.record(result_events(result, comparisons))
    return result
