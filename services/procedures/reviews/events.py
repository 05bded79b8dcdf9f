"""The events of the result of a review round: one for each procedure."""

from collections.abc import Sequence

from common.contracts.reviews import MeasuredCut, ReviewResultRecorded, ReviewRoundRef
from common.exact_numbers import as_text
from procedures.reviews.domain.review_results import RecordedResult
from procedures.reviews.domain.simplification import (
    MEASURED,
    Grouping,
    Measure,
    ProcedureComparison,
    keys_of,
    total,
)


def result_events(result: RecordedResult, comparisons: Sequence[ProcedureComparison]) -> list[ReviewResultRecorded]:
    round = ReviewRoundRef(
        id=str(result.round.id),
        name=result.round.name,
        starts_on=result.round.starts_on,
        ends_on=result.round.ends_on,
        legal_basis=result.round.legal_basis,
    )
    measures = sorted({target.measure for target in result.round.targets})
    return [
        ReviewResultRecorded(
            procedure_code=comparison.code,
            round=round,
            result=result.number,
            compared_on=result.compared_on,
            ground=result.ground,
            agencies=tuple(keys_of(comparison, Grouping.AGENCY)),
            gone=comparison.after is None,
            cuts=tuple(cut for measure in measures for cut in _cuts(measure, comparison)),
            recorded_at=result.recorded_at,
        )
        for comparison in comparisons
    ]


def _cuts(measure: Measure, comparison: ProcedureComparison) -> list[MeasuredCut]:
    shares = total(MEASURED[measure](comparison))
    return [
        MeasuredCut(
            measure=measure.value,
            unit=unit,
            numerator=as_text(share.cut),
            denominator=as_text(share.base),
            not_comparable=share.not_comparable,
        )
        for unit, share in sorted(shares.items(), key=lambda each: each[0] or "")
    ]
