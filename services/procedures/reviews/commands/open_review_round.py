"""Open a round of review."""

from common.identity import Actor
from procedures.reviews.domain.review_rounds import ReviewRound
from procedures.shared.work import ProceduresWork


async def open_review_round(work: ProceduresWork, opened: ReviewRound, by: Actor) -> None:
    """Write down the round with its targets. Raises `RoundPeriodReversed`, `TargetTwice`."""
    opened.check()
    await work.reviews.add(opened, by.subject, work.clock.now())
