"""What periods state of the content of a version: its hash, by which followers check what they fetch, the agencies that
may act for the procedure, and the fields that it may use of the members of a household."""

from collections.abc import Iterable
from dataclasses import dataclass

from procedures.law.domain.contents import AgencyInRole, Role

ACTING = frozenset({Role.EXECUTES, Role.COMPETENT, Role.DELEGATED})
"""An agency that only coordinates handles no dossier of its own."""
COMMUNES = ("cấp xã", "ủy ban nhân dân xã", "ủy ban nhân dân các xã", "ubnd xã", "ubnd các xã")
"""How contents name all communes together, which the level commune of the period stands for."""


@dataclass(frozen=True, slots=True)
class ContentReference:
    """`sha256` is in hexadecimal. `agencies` are codes, and None where the content does not name all of them by
    code."""

    sha256: str
    agencies: tuple[str, ...] | None
    household_member_fields: tuple[str, ...] = ()


def acting_agencies(owner: str, named: Iterable[AgencyInRole]) -> tuple[str, ...] | None:
    """The owner of the procedure and the agencies that execute it, in order. None where the content names no agency
    that executes it, or one without a code that is not all communes together."""
    acting = [agency for agency in named if agency.role in ACTING]
    if not acting or any(agency.code is None and not is_all_communes(agency.name or "") for agency in acting):
        return None
    return tuple(sorted({owner, *(agency.code for agency in acting if agency.code is not None)}))


def is_all_communes(name: str) -> bool:
    return any(words in name.lower() for words in COMMUNES)
