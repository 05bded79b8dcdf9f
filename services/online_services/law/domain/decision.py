"""The Decision on which a change rests, as far as the registry needs to name it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Decision:
    """Quyết định công bố. Number, issuing body and signing day together name it; a number alone restarts every year."""

    id: str
    number: str
    issuing_body: str
    signed_on: date
    title: str
