"""What each kind of item does to the procedure that it names, kind by kind (Article 14 NĐ 63/2010).

A rule that depends on the kind reads this table or is a `match` over the kinds, and takes no kind for another that it
does not name.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from procedures.law.domain.references import ItemKind
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """`begins`: the procedure was not law before. `ends`: it is law no more. `makes_version`: the item carries a
    content, the successor's
    where it names one, which only `names_successor` allows. `declares_level`: it carries a level of online service.
    `cites_document`: it
    must name the legal document that it rests on."""

    begins: bool
    ends: bool
    makes_version: bool
    names_successor: bool
    declares_level: bool
    cites_document: bool

    @property
    def changes_periods(self) -> bool:
        return self.makes_version or self.ends


EFFECTS: Mapping[ItemKind, Effect] = {
    ItemKind.INTRODUCE: Effect(
        begins=True, ends=False, makes_version=True, names_successor=False, declares_level=False, cites_document=False
    ),
    ItemKind.AMEND: Effect(
        begins=False, ends=False, makes_version=True, names_successor=False, declares_level=False, cites_document=False
    ),
    ItemKind.REPLACE: Effect(
        begins=False, ends=False, makes_version=True, names_successor=True, declares_level=False, cites_document=False
    ),
    ItemKind.REPEAL: Effect(
        begins=False, ends=True, makes_version=False, names_successor=False, declares_level=False, cites_document=True
    ),
    ItemKind.DECLARE_ONLINE: Effect(
        begins=False, ends=False, makes_version=False, names_successor=False, declares_level=True, cites_document=False
    ),
}


def goes_on(kind: ItemKind, successor: ProcedureCode | None) -> bool:
    """Whether the item's content takes the place of an earlier one of the same code."""
    effect = EFFECTS[kind]
    return effect.makes_version and not effect.begins and successor is None


def ends(kind: ItemKind, successor: ProcedureCode | None) -> bool:
    """Whether the procedure that the item names is law no more: repealed, or replaced by another."""
    return EFFECTS[kind].ends or successor is not None
