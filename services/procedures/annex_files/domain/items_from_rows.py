"""From a row of an annex to an item of a draft, or to the faults of the row."""

from collections.abc import Iterable
from uuid import UUID

from procedures.annex_files.domain.annex_rows import AnnexRow, AnnexRowResult
from procedures.annex_files.domain.cells import Cells
from procedures.annex_files.domain.documents_of_rows import document_of, named_in
from procedures.annex_files.domain.vocabulary import (
    AGENCIES,
    KIND_OF,
    LEVEL_OF,
    ONLINE_OF,
    PART_OF,
    POPULATION_FIELD_OF,
    POPULATION_FIELDS,
    YES_OF,
)
from procedures.decisions.domain.decision import LegalDocument
from procedures.decisions.domain.items import Item, NationalRecordRef
from procedures.law.domain.contents import AgencyInRole, Content, Heading, StepsOfCase
from procedures.law.domain.dossier_texts import read_reception, read_result, read_sets
from procedures.law.domain.item_effects import EFFECTS, ends, replaces_version
from procedures.law.domain.legal_basis_texts import read_legal_basis
from procedures.law.domain.parts import Part
from procedures.national_catalogue.domain.facts import ORDER
from procedures.shared.domain.document_numbers import CanonicalNumber
from procedures.shared.domain.procedure_codes import ProcedureCode
from procedures.shared.domain.text_lengths import LONGEST_LINE

FIELD = r"[A-Z0-9.-]{1,35}"
DESIGNATION = r"[a-z0-9_]{1,60}"
AGENCY = r"[A-Z0-9.]{1,35}"


def items_in(rows: Iterable[AnnexRow]) -> list[AnnexRowResult]:
    """The first row that cites a legal document describes it; a later row may repeat the description, but not
    differ."""
    documents: dict[CanonicalNumber, LegalDocument] = {}
    listed = list(rows)
    in_lists = any("list" in row.cells for row in listed)
    return [_item(row, documents, position if in_lists else None) for position, row in enumerate(listed, 1)]


def _item(row: AnnexRow, documents: dict[CanonicalNumber, LegalDocument], position: int | None) -> AnnexRowResult:
    """`position` is that of the row in a file with several lists, each numbered for itself, None in any other."""
    cells = Cells(row)
    list_number = None if position is None else cells.line_of_number("number")
    number, kind = position or cells.number("number"), cells.word("kind", KIND_OF)
    code, effective_on = cells.code("procedure_code"), cells.day("effective_on")
    for column, value in (
        ("number", number),
        ("kind", kind),
        ("procedure_code", code),
        ("effective_on", effective_on),
    ):
        if value is None:
            cells.missing(column, "every row needs it, in its cell, from its section, or from the request")
    successor = cells.code("successor_code")
    content = _content(cells) if kind is not None and EFFECTS[kind].makes_version else None
    unrecorded = cells.word("predecessor_unrecorded", YES_OF) or False
    heading = None
    if unrecorded and kind is not None and ends(kind, successor):
        heading = _heading(cells) if successor is None else _heading_of_replaced(cells)
    named = named_in(cells, documents)
    cited = cells.line("document_number") or (None if named is None else named.number)
    document = document_of(cells, cited, named, documents)
    national_record = _national(cells, code)
    parts = frozenset(cells.words("changed_parts", ";", PART_OF))
    if kind is not None and replaces_version(kind, successor) and "changed_parts" not in row.cells:
        cells.note("changed_parts", "changed-parts-not-stated", "they are computed on publication")
    level = cells.word("online_level", ONLINE_OF)
    designation = cells.form("designation", DESIGNATION)
    if cells.faults or number is None or kind is None or code is None or effective_on is None:
        return AnnexRowResult(row.line, code, None, None, tuple(cells.notes), tuple(cells.faults), _name(row))
    item = Item(
        number=number,
        kind=kind,
        code=code,
        effective_on=effective_on,
        legal_document_number=None if document is None else cited,
        successor_code=successor,
        online_level=level,
        content=content,
        national_record=national_record,
        predecessor_unrecorded=unrecorded,
        heading=heading,
        designation=designation,
        list=cells.line("list"),
        section=cells.line("section"),
        list_number=list_number,
        changed_parts=tuple(part for part in Part if part in parts) if "changed_parts" in row.cells else None,
    )
    return AnnexRowResult(row.line, code, item, document, tuple(cells.notes), name=_name(row))


def _name(row: AnnexRow) -> str | None:
    """The name by which a person finds the row, also where it is refused or the item needs none."""
    return " ".join(str(row.cells.get("name", "")).split())[:LONGEST_LINE] or None


def _heading(cells: Cells) -> Heading:
    """The name, field, agency and levels; each that is missing is a fault."""
    name, field, agency = cells.line("name"), cells.upper("field_code", FIELD), cells.upper("agency_code", AGENCY)
    levels = frozenset(cells.words("levels", ",", LEVEL_OF))
    for column, value in (("name", name), ("field_code", field), ("agency_code", agency), ("levels", levels)):
        if not value:
            cells.missing(column, "a content needs it")
    return Heading(name or "", field or "", agency or "", tuple(level for level in ORDER if level in levels))


def _heading_of_replaced(cells: Cells) -> Heading:
    """The procedure that the row replaces by another one: its name, and its field, agency and levels as far as they
    differ from those of the successor."""
    name = cells.line("replaced_name")
    if name is None:
        cells.missing("replaced_name", "no version of the replaced procedure is recorded, so the row states its name")
    of_successor = _heading(cells)
    field = cells.upper("replaced_field_code", FIELD) or of_successor.field_code
    agency = cells.upper("replaced_agency_code", AGENCY) or of_successor.agency_code
    stated = frozenset(cells.words("replaced_levels", ",", LEVEL_OF))
    levels = tuple(level for level in ORDER if level in stated) or of_successor.levels
    return Heading(name or "", field, agency, levels)


def _content(cells: Cells) -> Content | None:
    heading = _heading(cells)
    steps, results = tuple(cells.lines("steps")), tuple(map(read_result, cells.lines("results")))
    lines = list(cells.lines("papers"))
    sets = [read_sets(line) for line in lines]
    papers = cells.papers(line for line in lines if read_sets(line) is None)
    content = Content(
        name=heading.name,
        field_code=heading.field_code,
        agency_code=heading.agency_code,
        levels=heading.levels,
        population_fields=_population_fields(cells, "population_fields"),
        steps=(StepsOfCase(None, steps),) if steps else (),
        channels=cells.channels(),
        papers=papers,
        results=results,
        audience=tuple(cells.lines("audience")),
        conditions=cells.prose("conditions"),
        legal_bases=tuple(map(read_legal_basis, cells.lines("legal_bases"))),
        agencies=tuple(
            AgencyInRole(role, None, text) for column, role in AGENCIES.items() for text in cells.lines(column)
        ),
        dossier_sets=cells.dossier_sets() or next(filter(None, sets), None),
        reception=tuple(map(read_reception, cells.lines("reception"))),
        household_member_fields=_population_fields(cells, "household_member_fields"),
    )
    return None if cells.faults else content


def _population_fields(cells: Cells, column: str) -> tuple[str, ...]:
    listed = set(cells.words(column, ",", POPULATION_FIELD_OF))
    return tuple(field for field in POPULATION_FIELDS if field in listed)


def _national(cells: Cells, code: ProcedureCode | None) -> NationalRecordRef | None:
    snapshot, national_code = cells.line("national_snapshot"), cells.code("national_code")
    if snapshot is None:
        if national_code is not None:
            cells.missing("national_snapshot", "a record is identified by its snapshot and its code")
        return None
    try:
        id = UUID(snapshot)
    except ValueError:
        cells.fault("national_snapshot", "code-malformed", f"{snapshot[:60]!r} is no UUID")
        return None
    record_code = national_code or code
    return None if record_code is None else NationalRecordRef(id, record_code)
