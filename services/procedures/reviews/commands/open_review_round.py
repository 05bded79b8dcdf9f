"""Open a round of review."""

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.reviews.domain.review_rounds import ReviewRound
from procedures.reviews.storage.repository import Reviews


async def open_review_round(work: UnitOfWork, opened: ReviewRound, by: Actor) -> None:
    """Write down the round with its targets. Raises `ReviewRoundPeriodReversed`, `DuplicateReviewTarget`."""
    opened.check()
    await work.of(Reviews).add(opened, by.subject, work.clock.now())
