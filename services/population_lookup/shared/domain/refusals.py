"""The refusals of the service. A refused look-up is logged and published like an answered one; no refusal repeats
personal data of the request.

Refusal
├── LookupRefusal
│   ├── AgencyMismatch           403
│   ├── ConfirmationNotOffered   409
│   ├── LawNotCurrent           503
│   ├── RequestIdReused         409
│   ├── ProcedureNotFound        404
│   ├── ProcedureNotInForce     409
│   └── NoPopulationFields           403
└── AccessLogOfAnotherCitizen           403
"""

from datetime import date

from common.errors import Refusal


class LookupRefusal(Refusal):
    """A look-up that the law, or the state of this service, does not allow."""


class AgencyMismatch(LookupRefusal):
    """Officers look citizens up for their own agency only."""

    status, type, title = 403, "agency-mismatch", "The look-up is for another agency than the caller's"

    def __init__(self) -> None:
        super().__init__("the agency in the request is not the one that the token names")


class ConfirmationNotOffered(LookupRefusal):
    """The integration code asks whether stated data are right. A look-up would disclose the whole record instead, so
    the request is refused until confirmations are offered."""

    status, type, title = 409, "confirmation-not-offered", "Confirmations are not offered yet"

    def __init__(self, integration_code: str) -> None:
        super().__init__(
            f"the integration code {integration_code} stands for a confirmation; a look-up has the code 037",
            integration_code=integration_code,
        )


class LawNotCurrent(LookupRefusal):
    """While the stream of Decisions is stopped, the law of today is not known for certain: no response is better than
    an unlawful one."""

    status, type, title = 503, "law-not-current", "The law of today is not known for certain at present"

    def __init__(self) -> None:
        super().__init__("this service has stopped following the Decisions; an operator must resolve it")


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


class NoPopulationFields(LookupRefusal):
    """The procedure's version in force uses no data of the population database."""

    status, type, title = 403, "no-population-fields", "The procedure may not use the population database"

    def __init__(self, code: str, version: int) -> None:
        super().__init__(f"version {version} of {code} lists no population field", procedure_code=code, version=version)


class AccessLogOfAnotherCitizen(Refusal):
    """Citizens see only who accessed their own record."""

    status, type, title = 403, "access-log-of-another-citizen", "These accesses concern another citizen"

    def __init__(self) -> None:
        super().__init__(
            "only the citizen concerned, or a caller with the scope population.accesses.read, may see them"
        )
