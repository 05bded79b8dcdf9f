"""The states in which a look-up ends."""

from enum import StrEnum


class State(StrEnum):
    MATCHED = "matched"
    NOT_MATCHED = "not_matched"
    REFUSED = "refused"
