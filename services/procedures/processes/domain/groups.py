"""Nhóm thủ tục liên thông (Article 4 TT 01/2018/TT-VPCP): procedures that a citizen files together and that agencies
handle on behalf of one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from procedures.processes.domain.refusals import (
    DuplicateProcedureGroupCode,
    ProcedureGroupTooSmall,
    ProcedureGroupValidityReversed,
    UnknownProcedureInGroup,
)
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class ProcedureGroup:
    """The definition of a group by a Decision. It applies from `valid_from` until another Decision defines the group,
    or until `valid_to`, the first day on which the group no longer exists. `members` are in the order in which they are
    handled."""

    code: str
    name: str
    lead_agency_code: str
    members: tuple[ProcedureCode, ...]
    valid_from: date
    valid_to: date | None = None


def check_groups(groups: Iterable[ProcedureGroup]) -> None:
    """Raises `DuplicateProcedureGroupCode`, `ProcedureGroupTooSmall`, `ProcedureGroupValidityReversed`."""
    taken: set[str] = set()
    for group in groups:
        if group.code in taken:
            raise DuplicateProcedureGroupCode(group.code)
        taken.add(group.code)
        if len(set(group.members)) < 2:
            raise ProcedureGroupTooSmall(group.code)
        if group.valid_to is not None and group.valid_to <= group.valid_from:
            raise ProcedureGroupValidityReversed(group.code, group.valid_from, group.valid_to)


def check_members(groups: Iterable[ProcedureGroup], introduced: Iterable[ProcedureCode | None]) -> None:
    """`introduced` are the codes that this or an earlier Decision introduced. Raises `UnknownProcedureInGroup`."""
    known = set(introduced)
    for group in groups:
        if unknown := [code for code in group.members if code not in known]:
            raise UnknownProcedureInGroup(group.code, unknown)
