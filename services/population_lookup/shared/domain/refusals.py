"""The refusals of the service. A refused look-up is logged and published like an answered one; no refusal repeats
personal data of the request.

Refusal
├── LookupRefusal
│   ├── AgencyMismatch           403
│   ├── OperationUnknown         404
│   ├── OperationNotOffered      409
│   ├── LawNotCurrent            503
│   ├── QuotaExceeded            429
│   ├── RequestIdReused          409
│   ├── ProcedureNotFound        404
│   ├── ProcedureNotInForce      409
│   ├── AgencyNotEntitled        403
│   ├── NoPopulationFields       403
│   ├── FieldNotListed           403
│   ├── HouseholdMembersNotListed 403
│   └── FieldNotReturned         409
├── CredentialsNotAccepted       401
├── HeaderNotUnderstood          400
├── CallerIsNoCitizen            403
└── AccessNotFound               404

A malformed request (`common.errors.MalformedRequest`, 422) of an officer is logged too, without its content.
"""

from collections.abc import Sequence
from datetime import date, datetime

from common.errors import Refusal


class LookupRefusal(Refusal):
    """A look-up that the law, or the state of this service, does not allow."""


class AgencyMismatch(LookupRefusal):
    """Officers look citizens up for their own agency only."""

    status, type, title = 403, "agency-mismatch", "The look-up is for another agency than the caller's"

    def __init__(self) -> None:
        super().__init__("the agency in the request is not the one that the token names")


class OperationUnknown(LookupRefusal):
    """There is no operation with this name or integration code; `operations` names those that there are."""

    status, type, title = 404, "operation-unknown", "There is no such operation"

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(f"the operations are {', '.join(known)}", operations=list(known))


class OperationNotOffered(LookupRefusal):
    """The national service has this operation, and this mock does not: a list of people, or an asynchronous job."""

    status, type, title = 409, "operation-not-offered", "The operation is not offered here"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is an operation of the national service that this mock does not offer", operation=name
        )


class LawNotCurrent(LookupRefusal):
    """While the stream of Decisions is stopped, the law of today is not known for certain: no response is better than
    an unlawful one."""

    status, type, title = 503, "law-not-current", "The law of today is not known for certain at present"

    def __init__(self) -> None:
        super().__init__("this service has stopped following the Decisions; an operator must resolve it")


class QuotaExceeded(LookupRefusal):
    """The client, or the officer, has made as many look-ups as one day allows; `ends_at` is when the day ends, in
    `seconds`."""

    status, type, title = 429, "quota-exceeded", "The look-ups of the day are used up"

    def __init__(self, kind: str, per_day: int, ends_at: datetime, seconds: int) -> None:
        super().__init__(
            f"this {kind} may make {per_day} look-ups a day, the next one at {ends_at.isoformat(timespec='minutes')}",
            quota=kind,
            per_day=per_day,
            ends_at=ends_at.isoformat(),
            seconds=seconds,
        )


class RequestIdReused(LookupRefusal):
    """A request id identifies one request of one officer."""

    status, type, title = 409, "request-id-reused", "The request id was used for another request"

    def __init__(self) -> None:
        super().__init__("the same officer has used this request id for another request")


class ProcedureNotFound(LookupRefusal):
    """No Decision known to this service made such a procedure law."""

    status, type, title = 404, "procedure-not-found", "There is no such procedure"

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is not a procedure that was ever law", procedure_code=code)


class ProcedureNotInForce(LookupRefusal):
    """A citizen is looked up only for a procedure that is in force today."""

    status, type, title = 409, "procedure-not-in-force", "The procedure is not in force"

    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"{code} is not in force on {on}", procedures=[{"procedure_code": code, "on": on.isoformat()}])


class AgencyNotEntitled(LookupRefusal):
    """The caller's agency is none of those that the procedure's version in force names."""

    status, type, title = 403, "agency-not-entitled", "The agency may not look up for this procedure"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(
            f"version {version} of {code} is neither owned, executed nor received by the caller's agency",
            procedure_code=code,
            version=version,
        )


class NoPopulationFields(LookupRefusal):
    """The procedure's version in force uses no data of the population database."""

    status, type, title = 403, "no-population-fields", "The procedure may not use the population database"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(f"version {version} of {code} lists no population field", procedure_code=code, version=version)


class FieldNotListed(LookupRefusal):
    """The operation discloses, or the request asks for, fields that the procedure's version in force does not list;
    `fields` names them."""

    status, type, title = 403, "field-not-listed", "The procedure may not use these fields"

    def __init__(self, code: str, version: int, missing: Sequence[str]) -> None:
        super().__init__(
            f"version {version} of {code} does not list {', '.join(missing)}",
            procedure_code=code,
            version=version,
            fields=list(missing),
        )


class HouseholdMembersNotListed(LookupRefusal):
    """The procedure's version in force lists no field that the operation answers of the other members of a household:
    they are data about others than the applicant, and need an entry of their own."""

    status, type, title = 403, "household-members-not-listed", "The procedure may not use data of household members"

    def __init__(self, code: str, version: int, operation: str) -> None:
        super().__init__(
            f"version {version} of {code} lists no field of household members that {operation} answers",
            procedure_code=code,
            version=version,
            operation=operation,
        )


class FieldNotReturned(LookupRefusal):
    """The request asks for fields that the operation never returns; `fields` names them."""

    status, type, title = 409, "field-not-returned", "The operation does not return these fields"

    def __init__(self, operation: str, fields: Sequence[str]) -> None:
        super().__init__(f"{operation} does not return {', '.join(fields)}", operation=operation, fields=list(fields))


class CredentialsNotAccepted(Refusal):
    """The client is unknown, its digest is wrong, or its Timestamp is too old or was used."""

    status, type, title = 401, "credentials-not-accepted", "The credentials are not accepted"

    def __init__(self) -> None:
        super().__init__("the user, the digest or the Timestamp is not accepted")


class HeaderNotUnderstood(Refusal):
    """A SOAP header must be understood, and this service understands none."""

    status, type, title = 400, "header-not-understood", "A header that must be understood is not"

    def __init__(self) -> None:
        super().__init__("this service understands no SOAP header")


class CallerIsNoCitizen(Refusal):
    """Only a citizen has accesses of their own: the subject of the token must be a personal number."""

    status, type, title = 403, "caller-is-no-citizen", "The token does not name a citizen"

    def __init__(self) -> None:
        super().__init__("the subject of the token is not a personal number")


class AccessNotFound(Refusal):
    """No look-up in the access log has this id."""

    status, type, title = 404, "access-not-found", "There is no such access"

    def __init__(self, lookup_id: str) -> None:
        super().__init__(f"no look-up has the id {lookup_id}", lookup_id=lookup_id)
