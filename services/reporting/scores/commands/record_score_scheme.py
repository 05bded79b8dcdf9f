"""Records a revision of a scheme of scores."""

from common.service.unit_of_work import UnitOfWork
from reporting.indicators.storage.repository import indicators_of, latest_indicators
from reporting.scores.domain.refusals import ScoreSchemeRevisedMeanwhile
from reporting.scores.domain.score_keys import require_keys
from reporting.scores.domain.score_schemes import ScoreScheme
from reporting.scores.storage.repository import ScoreSchemes


async def record_score_scheme(work: UnitOfWork, scheme: ScoreScheme) -> None:
    """It comes after the last revision that its author has read. Raises `ScoreSchemeInvalid` and
    `ScoreSchemeRevisedMeanwhile`."""
    scheme.check()
    defined = await indicators_of(work.connection, latest_indicators())
    require_keys(scheme, {indicator.code: indicator for indicator in defined})
    await work.of(ScoreSchemes).lock(scheme.code)
    last = await work.of(ScoreSchemes).last_revision(scheme.code)
    if scheme.revision != (last or 0) + 1:
        raise ScoreSchemeRevisedMeanwhile(scheme.code, last)
    await work.of(ScoreSchemes).add(scheme)
