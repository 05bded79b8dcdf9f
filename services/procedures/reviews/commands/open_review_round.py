"""Opens a review round."""

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.reviews.domain.review_rounds import ReviewRound
from procedures.reviews.storage.repository import Reviews


async def open_review_round(work: UnitOfWork, round: ReviewRound, by: Actor) -> None:
    """Stores the round with its targets. Raises `ReviewRoundPeriodReversed`, `DuplicateReviewTarget`."""
    round.check()
    await work.of(Reviews).add(round, by.subject, work.clock.now())
