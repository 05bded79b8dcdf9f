"""The Decision on which a change is based, as far as the registry needs to name it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Decision:
    """Quyết định công bố. It is identified by number, issuing body and signing day; numbers restart every year."""

    id: str
    number: str
    issuing_body: str
    signed_on: date
    title: str
