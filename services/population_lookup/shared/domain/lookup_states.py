"""The states in which a look-up ends."""

from enum import StrEnum


class LookupState(StrEnum):
    """`matched`: a citizen's data was disclosed. `not_matched`: the look-up was lawful, but number, name and birth date
    do not agree. `refused`: the look-up was not allowed."""

    MATCHED = "matched"
    NOT_MATCHED = "not_matched"
    REFUSED = "refused"
