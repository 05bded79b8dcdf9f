"""Refusals of review rounds, proposals and results.

Refusal
├── ReviewRoundNotFound, ReviewRoundPeriodReversed, DuplicateReviewTarget
├── ResultDayBeforeRound, ResultDayInFuture
└── ProposalNotFound, ProposalOfAnotherAgency, ProposalChangesNothing, ProposalIncomplete, ProposalAlreadySettled
"""

from datetime import date
from uuid import UUID

from common.errors import Refusal


class ReviewRoundNotFound(Refusal):
    """No review round has this id."""

    status, type, title = 404, "review-round-not-found", "There is no such review round"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"no review round has the id {id}", round=str(id))


class ReviewRoundPeriodReversed(Refusal):
    """A review round ends after it begins."""

    status, type, title = 409, "review-round-period-reversed", "The round would end before it begins"

    def __init__(self, starts_on: date, ends_on: date) -> None:
        super().__init__(
            f"the round would begin on {starts_on} and end on {ends_on}", starts_on=starts_on, ends_on=ends_on
        )


class DuplicateReviewTarget(Refusal):
    """A round sets at most one target for each measure."""

    status, type, title = 409, "duplicate-review-target", "Two targets are about one measure"

    def __init__(self, measure: str) -> None:
        super().__init__(f"two targets are about {measure}", measure=measure)


class ResultDayBeforeRound(Refusal):
    """Results compare the first day of a round with a later day."""

    status, type, title = 409, "result-day-before-round", "The round has not begun on that day"

    def __init__(self, on: date, starts_on: date) -> None:
        super().__init__(f"the round begins on {starts_on}; {on} is not after it", on=on, starts_on=starts_on)


class ResultDayInFuture(Refusal):
    """The result of a round is recorded when the day that it compares has come."""

    status, type, title = 409, "result-day-in-future", "The day of the result is still to come"

    def __init__(self, on: date, today: date) -> None:
        super().__init__(f"{on} is after today, {today}", on=on, today=today)


class ProposalNotFound(Refusal):
    """The round has no proposal of this number, or it is another agency's and the caller may not read it."""

    status, type, title = 404, "proposal-not-found", "There is no such proposal"

    def __init__(self, round: UUID, number: int) -> None:
        super().__init__(f"the round {round} has no proposal {number}", round=str(round), number=number)


class ProposalOfAnotherAgency(Refusal):
    """An agency files and withdraws its own proposals."""

    status, type, title = 403, "proposal-of-another-agency", "The proposal is another agency's"

    def __init__(self, agency: str, acting_agency: str) -> None:
        whose = acting_agency or "a caller who acts for no agency"
        super().__init__(
            f"{whose} neither files nor withdraws a proposal of {agency}", agency=acting_agency, proposed_by=agency
        )


class ProposalIncomplete(Refusal):
    """A proposal to amend states the proposed parts; one to repeal states none."""

    status, type, title = 422, "proposal-incomplete", "The proposal's parts do not fit what it proposes"

    def __init__(self, action: str, needed: bool) -> None:
        super().__init__(
            f"a proposal to {action} {'states' if needed else 'cannot state'} proposed parts",
            action=action,
            needed=needed,
        )


class ProposalChangesNothing(Refusal):
    """A proposal differs from the version that it concerns."""

    status, type, title = 409, "proposal-changes-nothing", "The proposal changes nothing"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(
            f"version {version} of {code} already states everything that is proposed", procedure=code, version=version
        )


class ProposalAlreadySettled(Refusal):
    """A proposal is withdrawn at most once, and not after a published version has realised it."""

    status, type, title = 409, "proposal-already-settled", "The proposal is settled already"

    def __init__(self, number: int, state: str) -> None:
        super().__init__(f"proposal {number} is {state} already", number=number, state=state)
