"""Nhóm thủ tục liên thông (Article 4 TT 01/2018/TT-VPCP): procedures that a citizen files together and agencies handle
one for another."""

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
    """What a Decision says of a group from `valid_from` on, until a Decision says otherwise, or until `valid_to`, the
    first day on
    which it is no more. `members` in the order in which they are handled."""

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


def check_members(groups: Iterable[ProcedureGroup], known: Iterable[ProcedureCode | None]) -> None:
    """`known`: the codes that this or an earlier Decision introduced. Raises `UnknownProcedureInGroup`."""
    introduced = set(known)
    for group in groups:
        if unknown := [code for code in group.members if code not in introduced]:
            raise UnknownProcedureInGroup(group.code, unknown)
