"""The accounts that handle Decisions in the suite, one for each role. Separation of duties applies here too, and so no
single account can publish a Decision alone."""

from dataclasses import dataclass

from common.clock import SystemClock
from suite import dataset


@dataclass(frozen=True, slots=True)
class Account:
    """The subject and agency that a token names, and its scopes."""

    subject: str
    agency: str
    scopes: tuple[str, ...]


def accounts() -> dict[str, Account]:
    """Returns the accounts by role, with the agencies that hold the roles today in the demo dataset. The clerk
    maintains the registers and takes no part in Decisions."""
    today = SystemClock().today().isoformat()
    return {
        "clerk": Account(
            "clerk", "H60.00", ("catalogue.write", "roles.write", "online_services.register", "reviews.manage")
        ),
        "drafter": Account(
            "drafter", dataset.agency_in_role("drafter", today), ("decisions.draft", "decisions.back_enter")
        ),
        "controller": Account("controller", dataset.agency_in_role("controller", today), ("decisions.control",)),
        "signer": Account("chairman", dataset.agency_in_role("signer", today), ("decisions.sign",)),
        "publisher": Account(
            "publisher", dataset.agency_in_role("publisher", today), ("decisions.publish", "decisions.back_enter")
        ),
    }
