"""The hands through which a Decision goes in the suite, each with a token of its own: four eyes hold, so no single one
can do it alone."""

from dataclasses import dataclass

from common.clock import SystemClock
from suite import dataset


@dataclass(frozen=True, slots=True)
class Account:
    """Whom a token names, for which agency, and what it allows."""

    subject: str
    agency: str
    scopes: tuple[str, ...]


def accounts() -> dict[str, Account]:
    """By role, as the book's province has them today. The clerk keeps the registers; he has no part in a Decision."""
    today = SystemClock().today().isoformat()
    return {
        "clerk": Account(
            "clerk", "H60.00", ("catalogue.write", "roles.write", "online_services.register", "reviews.manage")
        ),
        "drafter": Account("drafter", dataset.holds("drafter", today), ("decisions.draft", "decisions.back_enter")),
        "controller": Account("controller", dataset.holds("controller", today), ("decisions.control",)),
        "signer": Account("chairman", dataset.holds("signer", today), ("decisions.sign",)),
        "publisher": Account(
            "publisher", dataset.holds("publisher", today), ("decisions.publish", "decisions.back_enter")
        ),
    }
