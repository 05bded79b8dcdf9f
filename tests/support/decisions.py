"""Builders of Decisions and items for unit tests: a test states only what matters to it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from common.ids import new_id
from procedures.decisions.domain.decision import Decision, LegalDocument
from procedures.decisions.domain.drafting import ReferenceData
from procedures.decisions.domain.items import Item
from procedures.law.domain.contents import Heading
from procedures.law.domain.periods import Ground
from procedures.law.domain.references import DecisionReference, ItemKind
from procedures.registers.domain.agencies import Agency
from procedures.registers.domain.designation_lists import Designation
from procedures.registers.domain.levels import AdministrativeLevel
from procedures.shared.domain.procedure_codes import ProcedureCode

SIGNED = date(2023, 3, 15)
LAW = LegalDocument("104/2022/NĐ-CP", "Bỏ sổ hộ khẩu giấy", date(2022, 12, 21), date(2023, 1, 1))
LEVELS = {
    level.code: level
    for level in (
        AdministrativeLevel("province"),
        AdministrativeLevel("district", None, date(2025, 7, 1)),
        AdministrativeLevel("commune"),
    )
}
AGENCIES = {code: Agency(code) for code in ("H60.01", "H60.02")}
DESIGNATIONS = {
    designation.code: designation
    for designation in (
        Designation("full_online", "Toàn trình", "full"),
        Designation("partial_online", "Một phần", "partial"),
        Designation("postal", "Bưu chính công ích"),
    )
}
REFERENCE_DATA = ReferenceData(AGENCIES, frozenset({"G15-TP110"}), frozenset({"household_book"}), LEVELS, DESIGNATIONS)


def code(number: int) -> ProcedureCode:
    return ProcedureCode(f"1.{number:06}")


def day(offset: int) -> date:
    """A day, counted from the signing day of the Decisions that are built here."""
    return SIGNED + timedelta(days=offset)


def heading(name: str = "Cấp giấy phép", **parts: Any) -> Heading:
    return Heading(
        **{"name": name, "field_code": "G15-TP110", "agency_code": "H60.01", "levels": ("province",), **parts}
    )


def ground(item: int = 1, number: str = "12/QĐ-UBND") -> Ground:
    return Ground(DecisionReference(UUID(int=item), number, "H60", SIGNED, "Công bố danh mục TTHC"), item)


def item(kind: str = "introduce", about: ProcedureCode | None = None, *, number: int = 1, **parts: Any) -> Item:
    """An item with the parts that its kind needs. All items have the same content, so a version that succeeds another
    changes no part of it."""
    built = Item(number=number, kind=ItemKind(kind), code=about or code(number), effective_on=day(10))
    if built.effect.makes_version:
        built = replace(built, content=heading())
    if built.effect.cites_document:
        built = replace(built, legal_document_number=LAW.number)
    if built.effect.declares_level:
        built = replace(built, online_level="full")
    if built.kind is ItemKind.DESIGNATE:
        built = replace(built, designation="postal")
    built = replace(built, **parts)
    return replace(built, changed_parts=()) if built.replaces_version and "changed_parts" not in parts else built


def decision(*items: Item, **parts: Any) -> Decision:
    defaults = {
        "id": new_id(),
        "number": "12/QĐ-UBND",
        "issuing_body": "H60",
        "signed_on": SIGNED,
        "agency_code": "H60.01",
        "title": "Công bố danh mục TTHC",
        "items": items,
        "legal_documents": (LAW,),
    }
    stated = {"signed_file_sha256": "5e" * 32} if parts.get("back_entered") else {}
    return Decision(**{**defaults, **stated, **parts})
