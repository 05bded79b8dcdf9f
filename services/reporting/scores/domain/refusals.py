"""Refusals of scores.

Refusal
├── ScoreSchemeInvalid
├── ScoreSchemeNotFound
└── ScoreSchemeRevisedMeanwhile
"""

from common.errors import Refusal


class ScoreSchemeInvalid(Refusal):
    """The points of a group are those of its criteria, each code is used once, and each key is one of a number that is
    counted or entered by agency."""

    status, type, title = 422, "score-scheme-invalid", "The scheme of scores is not coherent"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}", field=field, reason=reason)


class ScoreSchemeNotFound(Refusal):
    """No revision of this code applies to the last day of the period."""

    status, type, title = 404, "score-scheme-not-found", "There is no such scheme of scores for the period"

    def __init__(self, code: str, on: str) -> None:
        super().__init__(f"no revision of {code} is valid on {on}", scheme=code, on=on)


class ScoreSchemeRevisedMeanwhile(Refusal):
    """Who records a revision names the one that it replaces, or none where it is the first."""

    status, type, title = 409, "score-scheme-revised-meanwhile", "The scheme has another last revision"

    def __init__(self, code: str, last: int | None) -> None:
        stated = "there is none yet" if last is None else f"it is {last}"
        super().__init__(f"state in `replaces` the last revision of {code}: {stated}", scheme=code, last=last)
