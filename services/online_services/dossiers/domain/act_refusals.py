"""The refusals of acts whose condition, beside the table of states, is not met.

Refusal
├── SupplementRequestedAlready      409
├── SupplementTooLate           409
├── SupplementTermRuns          409
├── SupplementNotHandedIn       409
├── SupplementHandedIn          409
├── ExtendedAlready             409
├── ExtensionTooLate            409
├── NoAppointment               409
├── NewAppointmentMissing       409
├── AgencyUnchanged             409
├── NoResult                    409
└── ResultRevokedAlready        409
"""

from datetime import date

from common.errors import Refusal


class SupplementRequestedAlready(Refusal):
    """After reception a supplement is asked for once, and fully."""

    status, type, title = 409, "supplement-requested-already", "A supplement was asked for already"

    def __init__(self) -> None:
        super().__init__("a supplement was asked for since reception, and is asked for once only")


class SupplementTooLate(Refusal):
    """A supplement is asked for within 3 working days of reception."""

    status, type, title = 409, "supplement-too-late", "It is too late to ask for a supplement"

    def __init__(self, last: date) -> None:
        super().__init__(f"the last day for asking for a supplement was {last}", last_day=last)


class SupplementTermRuns(Refusal):
    """A dossier whose supplement is awaited is declined for it only once the term has passed."""

    status, type, title = 409, "supplement-term-runs", "The supplement may still be handed in"

    def __init__(self, due: date) -> None:
        super().__init__(f"the supplement may be handed in until {due}", supplement_due=due)


class SupplementNotHandedIn(Refusal):
    """Only a supplement that was handed in can be accepted."""

    status, type, title = 409, "supplement-not-handed-in", "The supplement was not handed in"

    def __init__(self) -> None:
        super().__init__("the supplement that was asked for was not handed in yet")


class SupplementHandedIn(Refusal):
    """A supplement is handed in once, and the agency looks at it then."""

    status, type, title = 409, "supplement-handed-in", "The supplement was handed in already"

    def __init__(self) -> None:
        super().__init__("the supplement that was asked for was handed in already")


class ExtendedAlready(Refusal):
    """A new appointment is given once only."""

    status, type, title = 409, "extended-already", "A new appointment was given already"

    def __init__(self) -> None:
        super().__init__("a new appointment is given once only")


class ExtensionTooLate(Refusal):
    """The letter of apology is sent at least a day before the appointment."""

    status, type, title = 409, "extension-too-late", "It is too late for a new appointment"

    def __init__(self, due: date) -> None:
        super().__init__(f"the letter of apology had to be sent before {due}", due_on=due)


class NoAppointment(Refusal):
    """The limit gives no day, so none can be put off."""

    status, type, title = 409, "no-appointment", "The dossier has no appointment"

    def __init__(self) -> None:
        super().__init__("the time limit of the dossier gives no day that could be put off")


class NewAppointmentMissing(Refusal):
    """An extension states a working day after the present appointment."""

    status, type, title = 409, "new-appointment-missing", "The new appointment is not a later working day"

    def __init__(self, due: date) -> None:
        super().__init__(f"the new appointment is a working day after {due}", due_on=due)


class AgencyUnchanged(Refusal):
    """A dossier is moved to another agency."""

    status, type, title = 409, "agency-unchanged", "The agency decides already"

    def __init__(self, agency: str) -> None:
        super().__init__(f"{agency} decides already", agency=agency)


class NoResult(Refusal):
    """Only a result can be revoked: a dossier that was stopped has none."""

    status, type, title = 409, "no-result", "The dossier has no result"

    def __init__(self) -> None:
        super().__init__("handling was stopped, and so there is no result")


class ResultRevokedAlready(Refusal):
    """A result is revoked once."""

    status, type, title = 409, "result-revoked-already", "The result was revoked already"

    def __init__(self) -> None:
        super().__init__("the result of the dossier was revoked already")
