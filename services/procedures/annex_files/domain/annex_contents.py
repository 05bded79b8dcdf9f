"""The contents of the annex of a Decision, with the names that held when the Decision was recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from procedures.law.domain.references import ItemKind


@dataclass(frozen=True, slots=True)
class AnnexItem:
    """One item of the Decision. `former_name` is the name of the procedure before this Decision, as recorded or else as
    the item states it; `repealing_document` has the number and the title of the document that repeals it.
    `changed_parts` is None if the Decision does not state them. `designation` is the name of the list for which the
    procedure is designated. `list_heading` is the heading under which the Decision prints the item, with that of its
    section, `list_number` the number there. `content` is the whole content in its JSON form."""

    kind: ItemKind
    procedure_code: str
    successor_code: str
    name: str
    former_name: str
    effective_on: date
    repealing_document: str
    changed_parts: tuple[str, ...] | None
    level: str
    designation: str
    list_heading: str
    list_number: str
    content: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class AnnexStep:
    number: int
    name: str
    role: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class AnnexProcess:
    """One internal process. `agency` is the name of the agency."""

    code: str
    name: str
    procedure_code: str
    agency: str
    inter_agency: bool
    separate_signer: bool
    steps: tuple[AnnexStep, ...]


@dataclass(frozen=True, slots=True)
class AnnexContents:
    """`replaced` states the Decisions whose lists these replace. `agencies` and `fields` map the codes to which the
    contents of the items refer to their names."""

    title: str
    number: str | None
    signed_on: date
    signer: str | None
    items: tuple[AnnexItem, ...]
    processes: tuple[AnnexProcess, ...]
    agencies: Mapping[str, str]
    fields: Mapping[str, str]
    replaced: tuple[str, ...] = ()
