"""Whether a data service answers at its health address. A check is shown beside the record and changes no count: a
service that is down for an hour is still one of the connected ones."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HealthAddress:
    """The code of a data service, and where its health is asked for."""

    code: str
    url: str


@dataclass(frozen=True, slots=True)
class ConnectionCheck:
    """`status` is that of the response, None where there was none; `error` says what is wrong."""

    code: str
    at: datetime
    status: int | None
    error: str | None

    @property
    def reachable(self) -> bool:
        return self.error is None
