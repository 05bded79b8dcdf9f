"""The closed list of rules by which a row of the national catalogue is normalised or refused. docs/imports.md explains
each."""

from enum import StrEnum


class Normalisation(StrEnum):
    """The row is accepted, and the note states what was changed or what is missing."""

    TEXT_NFC = "text-nfc"
    TEXT_SPACES = "text-spaces"
    TEXT_INVISIBLE = "text-invisible"
    NO_INFORMATION = "no-information"
    CODE_SPELLING = "code-spelling"
    CODE_SUFFIX = "code-suffix"
    FIELD_ABSENT = "field-absent"
    LEVEL_ABSENT = "level-absent"
    LEVEL_UNKNOWN = "level-unknown"
    LEVEL_ENDED = "level-ended"
    AGENCY_ABSENT = "agency-absent"
    AGENCY_REPEATED = "agency-repeated"
    AGENCY_NO_NAME = "agency-no-name"
    DECISION_NUMBER_ABSENT = "decision-number-absent"
    DECISION_NUMBER_FORM = "decision-number-form"
    DECISION_NUMBER_PROPOSED = "decision-number-proposed"
    CHANNEL_UNKNOWN = "channel-unknown"
    TIME_ABSENT = "time-absent"
    TIME_ABSENT_ON_CHANNEL = "time-absent-on-channel"
    TIME_REPEATED = "time-repeated"
    TIME_UNREADABLE = "time-unreadable"
    FEE_SMALL = "fee-under-1000"
    FEE_REPEATED = "fee-repeated"
    FEE_UNREADABLE = "fee-unreadable"
    SHEETS_IMPLAUSIBLE = "sheets-implausible"
    DAY_UNREADABLE = "day-unreadable"
    PART_UNREADABLE = "part-unreadable"
    PART_WITHOUT_PLACE = "part-without-place"


KEEP_EACH_TEXT = frozenset(
    {
        Normalisation.LEVEL_UNKNOWN,
        Normalisation.CHANNEL_UNKNOWN,
        Normalisation.DAY_UNREADABLE,
        Normalisation.AGENCY_NO_NAME,
        Normalisation.PART_UNREADABLE,
        Normalisation.PART_WITHOUT_PLACE,
        Normalisation.SHEETS_IMPLAUSIBLE,
    }
)
"""The note is the only place where the text is kept, so that each text has a note of its own."""


RECORDED_ONLY = frozenset(
    {
        Normalisation.TEXT_NFC,
        Normalisation.TEXT_SPACES,
        Normalisation.TEXT_INVISIBLE,
        Normalisation.NO_INFORMATION,
        Normalisation.CODE_SPELLING,
        Normalisation.CODE_SUFFIX,
        Normalisation.AGENCY_REPEATED,
        Normalisation.TIME_REPEATED,
        Normalisation.FEE_REPEATED,
        Normalisation.DECISION_NUMBER_PROPOSED,
    }
)
"""The note records how a value was normalised, and nobody has to look at it: nothing is missing or in doubt."""


class Refused(StrEnum):
    """The row is refused."""

    ROW_UNREADABLE = "row-unreadable"
    ROW_TOO_LARGE = "row-too-large"
    ROW_CELLS = "row-cells"
    ROW_SHAPE = "row-shape"
    CODE_MISSING = "code-missing"
    CODE_MALFORMED = "code-malformed"
    CODE_REPEATED = "code-repeated"
    CODE_OF_TWO_NAMES = "code-of-two-names"
    NAME_MISSING = "name-missing"
    NAME_TOO_LONG = "name-too-long"
