"""Refusals of records.

Refusal
├── RecordNotFound, RecordEnteredAlready, RecordInvalid, RecordOfAnotherAgency
└── RecordRevisionMissing, RecordChanged
"""

from common.errors import Refusal


class RecordNotFound(Refusal):
    """No record of the kind has this code."""

    status, type, title = 404, "record-not-found", "There is no such record"

    def __init__(self, record: str) -> None:
        super().__init__(f"there is no record {record}", record=record)


class RecordEnteredAlready(Refusal):
    """A code is entered once for each kind; what changes is a later version of the record."""

    status, type, title = 409, "record-entered-already", "The record is entered already"

    def __init__(self, record: str, version: int) -> None:
        super().__init__(
            f"{record} is entered already, in version {version}: post a later version", record=record, version=version
        )


class RecordInvalid(Refusal):
    """The parts of a record fit one another; `field` names the one that does not."""

    status, type, title = 422, "record-invalid", "The record is not coherent"

    def __init__(self, record: str, field: str, rule: str) -> None:
        super().__init__(f"{record}, {field}: {rule}", record=record, field=field)


class RecordOfAnotherAgency(Refusal):
    """An agency enters its own records."""

    status, type, title = 403, "record-of-another-agency", "The record is another agency's"

    def __init__(self, record: str, agency: str) -> None:
        who = agency or "a caller who acts for no agency"
        super().__init__(f"{who} does not enter {record}", record=record, agency=agency)


class RecordRevisionMissing(Refusal):
    """Who enters a later version names by `If-Match` the version that they have read."""

    status, type, title = 428, "record-revision-missing", "The version that was read must be named"

    def __init__(self, record: str) -> None:
        super().__init__(f"a later version of {record} is posted with If-Match", record=record)


class RecordChanged(Refusal):
    """Only the last version of a record is approved or sent back; `last` is its number."""

    status, type, title = 412, "record-changed", "The record has a later version"

    def __init__(self, record: str, version: int, last: int) -> None:
        super().__init__(
            f"version {version} of {record} is not its last one, {last} is", record=record, version=version, last=last
        )
