"""What the keys of a criterion may be: a figure that is counted by agency, an indicator that agencies enter, or a
measure of simplification weighted by dossiers."""

from collections.abc import Mapping
from enum import StrEnum

from reporting.figures.domain.catalogue import CATALOGUE
from reporting.figures.domain.figure_definitions import ENTERED_PREFIX
from reporting.indicators.domain.indicators import Dimension, Indicator
from reporting.scores.domain.refusals import ScoreSchemeInvalid
from reporting.scores.domain.score_schemes import ScoreScheme

SIMPLIFICATION_PREFIX = "simplification."
"""Before the measure of a review round: in a numerator what was cut, in a denominator what it was cut from, both
weighted by dossiers."""


class SimplificationMeasure(StrEnum):
    """The measures of review rounds, as `procedures` computes them."""

    PROCESSING_TIME = "processing_time"
    PROCEDURES = "procedures"
    PAPERS = "papers"
    PROCEDURES_OR_PAPERS = "procedures_or_papers"


def measure_of(key: str) -> SimplificationMeasure | None:
    """None where the key is no measure of simplification."""
    measure = key.removeprefix(SIMPLIFICATION_PREFIX)
    is_measure = key.startswith(SIMPLIFICATION_PREFIX) and measure in set(SimplificationMeasure)
    return SimplificationMeasure(measure) if is_measure else None


def indicator_of(key: str) -> str | None:
    """The code of the indicator; None where the key is none of an entered number."""
    return key.removeprefix(ENTERED_PREFIX) if key.startswith(ENTERED_PREFIX) else None


def is_counted_by_agency(key: str) -> bool:
    """Shares are left out: a criterion states the numerator and the denominator of its own."""
    definition = CATALOGUE.get(key)
    return definition is not None and not definition.is_share and Dimension.AGENCY in definition.dimensions


def require_keys(scheme: ScoreScheme, indicators: Mapping[str, Indicator]) -> None:
    """`indicators` are those that are defined, by code. Raises `ScoreSchemeInvalid`."""
    for criterion in scheme.criteria:
        for key in (*criterion.numerator, *criterion.denominator):
            if (code := indicator_of(key)) is not None:
                found = indicators.get(code)
                if found is None or found.dimension is not Dimension.AGENCY:
                    raise ScoreSchemeInvalid(criterion.code, f"no indicator {code} is entered by agency")
            elif measure_of(key) is None and not is_counted_by_agency(key):
                raise ScoreSchemeInvalid(criterion.code, f"{key} is not counted by agency")
