"""What an error of PostgreSQL means for work that may be repeated, by its SQLSTATE.

Requests, consumers, relays and pushers all use this table; no other code interprets a SQLSTATE. Codes and classes are
those of PostgreSQL 18, appendix A. The longest matching prefix decides.
"""

from enum import StrEnum


class Failure(StrEnum):
    TRANSIENT = "transient"
    """The same work may succeed later: it is repeated for as long as needed."""

    UNCERTAIN = "uncertain"
    """The cause may be the server or the work: it is repeated a few times, then the work counts as refused."""

    REFUSED = "refused"
    """The statement or its data is at fault: it would fail again."""

    CORRUPT = "corrupt"
    """The database itself is damaged or gone: nothing is repeated or skipped until an operator acts."""


BY_SQLSTATE = {
    "08": (Failure.TRANSIENT, "the connection was lost, or could not be made"),
    "08P01": (Failure.REFUSED, "a protocol violation by our driver, which would be repeated"),
    "40": (Failure.REFUSED, "the transaction was rolled back by a constraint that it violates each time"),
    "40001": (Failure.TRANSIENT, "serialisation failure: another transaction came first"),
    "40003": (
        Failure.TRANSIENT,
        "whether the statement completed is unknown: the position decides when it is repeated",
    ),
    "40P01": (Failure.TRANSIENT, "deadlock: this transaction was the victim"),
    "53": (Failure.TRANSIENT, "disk, memory or connections are used up until an operator acts or other sessions end"),
    "53400": (Failure.REFUSED, "a configured limit is exceeded by the statement itself"),
    "55P03": (Failure.TRANSIENT, "a lock was not available in time"),
    "57": (Failure.TRANSIENT, "the server is stopping, starting, or was stopped by an operator"),
    "57014": (Failure.UNCERTAIN, "cancelled: by an operator, or by a time limit that the statement exceeds each time"),
    "57P04": (Failure.CORRUPT, "the database was dropped"),
    "58000": (Failure.TRANSIENT, "an error of the operating system below the server"),
    "58030": (Failure.TRANSIENT, "the storage did not read or write; it may be attached again"),
    "25006": (
        Failure.TRANSIENT,
        "the server is read-only: a primary that was demoted, until its address leads to the new one",
    ),
    "25P03": (
        Failure.TRANSIENT,
        "our own idle_in_transaction_session_timeout ended the session (`connections.SESSION`)",
    ),
    "25P04": (Failure.TRANSIENT, "a transaction_timeout that an operator set ended the session"),
    "XX": (Failure.REFUSED, "internal error"),
    "XX000": (Failure.UNCERTAIN, "internal error of unknown cause"),
    "XX001": (Failure.CORRUPT, "data are corrupted"),
    "XX002": (Failure.CORRUPT, "an index is corrupted"),
}
"""By prefix of the SQLSTATE: what the failure means, and why. A state that is not listed is `REFUSED`."""

NOT_WRITABLE = {
    "25006": "the database is read-only",
    "53100": "the database's disk is full",
}
"""States in which the server answers reads but refuses writes."""


def failure_of(sqlstate: str) -> Failure:
    for length in (5, 2):
        if (entry := BY_SQLSTATE.get(sqlstate[:length])) is not None:
            return entry[0]
    return Failure.REFUSED
