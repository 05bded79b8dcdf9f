"""The round of review of 2023, with the reductions of the brief as its targets."""

from typing import Any

from suite.dataset.expected import REVIEW

MEASURES = ("processing_time", "procedures_or_papers")


def review_round() -> dict[str, Any]:
    """Returns the body of `POST /v1/review-rounds`. The round begins on the last day before the year, so that changes
    that took effect on the first day of the year count."""
    return {
        "name": "Rà soát, đơn giản hóa thủ tục hành chính năm 2023",
        "starts_on": "2022-12-31",
        "ends_on": "2023-12-31",
        "legal_basis": "Chỉ đạo của Ủy ban nhân dân tỉnh về rà soát, đơn giản hóa thủ tục hành chính năm 2023",
        "targets": [{"measure": measure, "minimum_percent": str(REVIEW[measure])} for measure in MEASURES],
    }
