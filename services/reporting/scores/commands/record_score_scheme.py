"""Records a revision of a scheme of scores."""

from dataclasses import replace

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from reporting.indicators.storage.repository import indicators_of, latest_indicators
from reporting.scores.domain.refusals import ScoreSchemeRevisedMeanwhile
from reporting.scores.domain.score_keys import require_keys
from reporting.scores.domain.score_schemes import ScoreScheme
from reporting.scores.storage.repository import ScoreSchemes


async def record_score_scheme(work: UnitOfWork, stated: ScoreScheme, replaces: int | None, by: Actor) -> ScoreScheme:
    """`replaces` is the last revision that the author has read, None for the first one. Raises `ScoreSchemeInvalid` and
    `ScoreSchemeRevisedMeanwhile`."""
    stated.check()
    defined = await indicators_of(work.connection, latest_indicators())
    require_keys(stated, {indicator.code: indicator for indicator in defined})
    await work.of(ScoreSchemes).lock(stated.code)
    last = await work.of(ScoreSchemes).last_revision(stated.code)
    if last != replaces:
        raise ScoreSchemeRevisedMeanwhile(stated.code, last)
    recorded = replace(stated, revision=(last or 0) + 1, recorded_by=by.subject, recorded_at=work.clock.now())
    await work.of(ScoreSchemes).add(recorded)
    return recorded
