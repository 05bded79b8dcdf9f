"""The refusals of filings.

Refusal
├── OnlineFilingNotOffered      409
├── OnlineLevelWithoutFiling    409
├── OnlineReviewPending         409
├── CaseUnknown                 409
├── ChannelNotOffered           409
├── AgencyNotCompetent          409
├── AgencyNotExisting           409
├── PaperUnknown                409
├── DelegationMissing           409
└── IdempotencyKeyMissing       428
"""

from collections.abc import Sequence
from datetime import date

from common.errors import Refusal


class OnlineFilingNotOffered(Refusal):
    """On this day no online service is offered for the procedure; its counters receive dossiers."""

    status, type, title = 409, "online-filing-not-offered", "The procedure is not offered online on this day"

    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"no online service is offered for {code} on {on}", procedure_code=code, on=on)


class OnlineLevelWithoutFiling(Refusal):
    """At the level of the day nothing is filed online: the procedure is only described, or no level is stated."""

    status, type, title = 409, "online-level-without-filing", "At this level nothing is filed online"

    def __init__(self, code: str, on: date, level: str) -> None:
        super().__init__(f"{code} is {level} on {on}: nothing is filed online", procedure_code=code, on=on, level=level)


class OnlineReviewPending(Refusal):
    """Papers or steps of the procedure changed, and the service is not reviewed yet; its counters receive dossiers."""

    status, type, title = 409, "online-review-pending", "The online service is under review"

    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"the online service of {code} is not reviewed yet on {on}", procedure_code=code, on=on)


class CaseUnknown(Refusal):
    """Where the version tells cases apart, a dossier is of one of them."""

    status, type, title = 409, "case-unknown", "The procedure has no such case"

    def __init__(self, case: str | None, cases: Sequence[str]) -> None:
        named = "no case is named" if case is None else f"there is no case {case!r}"
        super().__init__(named, case=case, cases=list(cases))


class ChannelNotOffered(Refusal):
    """The version does not list the channel."""

    status, type, title = 409, "channel-not-offered", "The procedure is not offered by this channel"

    def __init__(self, channel: str, offered: Sequence[str]) -> None:
        super().__init__(f"the procedure is not offered by the channel {channel}", channel=channel, offered=offered)


class AgencyNotCompetent(Refusal):
    """The version names the agencies that decide, and this is none of them."""

    status, type, title = 409, "agency-not-competent", "The agency is not competent"

    def __init__(self, agency: str, competent: Sequence[str]) -> None:
        super().__init__(f"{agency} does not decide on this procedure", agency=agency, competent=competent)


class AgencyNotExisting(Refusal):
    """No agency with the code exists on that day; `successors` are those that its matters passed to."""

    status, type, title = 409, "agency-not-existing", "There is no such agency on this day"

    def __init__(self, agency: str, on: date, successors: Sequence[str]) -> None:
        super().__init__(f"there is no agency {agency} on {on}", agency=agency, on=on, successors=successors)


class PaperUnknown(Refusal):
    """The list of papers of the version does not have it."""

    status, type, title = 409, "paper-unknown", "The procedure asks for no such paper"

    def __init__(self, papers: Sequence[str]) -> None:
        super().__init__(f"the procedure asks for no paper {papers[0]!r}", papers=list(papers))


class DelegationMissing(Refusal):
    """Who files for another person states by which delegation."""

    status, type, title = 409, "delegation-missing", "A delegation is needed to file for another person"

    def __init__(self) -> None:
        super().__init__("the applicant is another person, and no delegation is stated")


class IdempotencyKeyMissing(Refusal):
    """A filing carries `Idempotency-Key`, so that it is one dossier however often it is sent."""

    status, type, title = 428, "idempotency-key-missing", "A filing needs an idempotency key"

    def __init__(self) -> None:
        super().__init__("a filing carries Idempotency-Key, so that it is one dossier however often it is sent")
