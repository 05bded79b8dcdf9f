"""The effect of each kind of item on the procedure that it names (Article 14 NĐ 63/2010).

A rule that depends on the kind either reads this table or is a `match` over all kinds; no kind is handled by default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from procedures.law.domain.references import ItemKind
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """`begins`: the procedure was not in force before. `ends`: it is no longer in force. `makes_version`: the item has
    a content, which is that of the successor if the item names one. `names_successor`: the item may name a successor.
    `declares_level`: the item has a level of online service. `designates`: the item may name a list of designation.
    `cites_document`: the item must name the legal document that it is based on."""

    begins: bool
    ends: bool
    makes_version: bool
    names_successor: bool
    declares_level: bool
    cites_document: bool
    designates: bool = False

    @property
    def changes_periods(self) -> bool:
        return self.makes_version or self.ends


NOTHING = Effect(
    begins=False, ends=False, makes_version=False, names_successor=False, declares_level=False, cites_document=False
)
NEW_VERSION = replace(NOTHING, makes_version=True)
EFFECTS: Mapping[ItemKind, Effect] = {
    ItemKind.INTRODUCE: replace(NEW_VERSION, begins=True),
    ItemKind.AMEND: NEW_VERSION,
    ItemKind.STANDARDISE: NEW_VERSION,
    ItemKind.REPLACE: replace(NEW_VERSION, names_successor=True),
    ItemKind.REPEAL: replace(NOTHING, ends=True, cites_document=True),
    ItemKind.DECLARE_ONLINE: replace(NOTHING, declares_level=True, designates=True),
    ItemKind.DESIGNATE: replace(NOTHING, designates=True),
    ItemKind.CONFIRM: NOTHING,
}


def replaces_version(kind: ItemKind, successor: ProcedureCode | None) -> bool:
    """Returns whether the content of the item replaces an earlier version under the same code."""
    effect = EFFECTS[kind]
    return effect.makes_version and not effect.begins and successor is None


def ends(kind: ItemKind, successor: ProcedureCode | None) -> bool:
    """Returns whether the procedure that the item names is no longer in force: repealed, or replaced by another."""
    return EFFECTS[kind].ends or successor is not None
