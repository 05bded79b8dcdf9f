"""Refusals of agencies, levels and designations that a Decision names."""

from collections.abc import Sequence
from datetime import date

from common.errors import Refusal


class AdministrativeLevelNotValid(Refusal):
    """The law did not know this administrative level on the Decision's own date."""

    status, type, title = 409, "administrative-level-not-valid", "The administrative level is not valid"

    def __init__(self, level: str, on: date, item: int) -> None:
        super().__init__(f"item {item}: the level {level} is not valid on {on}", level=level, on=on, item=item)


class UnknownAgency(Refusal):
    """Agencies must be recorded before a Decision names them."""

    status, type, title = 409, "unknown-agency", "The agency is not recorded"

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(f"these agencies are not recorded: {', '.join(codes)}", agencies=list(codes))


class AgencyNotValid(Refusal):
    """The agency did not exist yet, or no longer, on the Decision's own date; Decisions of its time still show it."""

    status, type, title = 409, "agency-not-valid", "The agency is not valid"

    def __init__(self, codes: Sequence[str], on: date) -> None:
        super().__init__(f"these agencies are not valid on {on}: {', '.join(codes)}", agencies=list(codes), on=on)


class ValidityReversed(Refusal):
    """An agency ends after it begins; a day that is not given is the recorded one."""

    status, type, title = 409, "validity-reversed", "The agency would end before it begins"

    def __init__(self, code: str, valid_from: date, valid_to: date) -> None:
        detail = f"{code} would be valid from {valid_from} and no longer from {valid_to} on"
        super().__init__(detail, agency=code, valid_from=valid_from, valid_to=valid_to)


class UnknownDesignation(Refusal):
    """A list of designation must be recorded before a Decision designates procedures for it."""

    status, type, title = 409, "unknown-designation", "The list of designation is not recorded"

    def __init__(self, code: str, item: int) -> None:
        super().__init__(f"item {item}: the designation {code} is not recorded", designation=code, item=item)


class DesignationFixed(Refusal):
    """A recorded list of designation never changes: published items have its level, and their annexes its name."""

    status, type, title = 409, "designation-fixed", "The list of designation cannot be changed"

    def __init__(self, code: str) -> None:
        detail = f"{code} is recorded with another name or online level; record another list"
        super().__init__(detail, designation=code)
