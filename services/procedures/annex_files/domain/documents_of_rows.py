"""The document that a row of an annex cites: by its number with its description, or named in one cell."""

from collections.abc import Mapping
from dataclasses import replace

from procedures.annex_files.domain.cells import Cells
from procedures.annex_files.domain.named_documents import NamedDocument, named_document
from procedures.annex_files.domain.vocabulary import IS_MINISTRY_DECISION
from procedures.decisions.domain.decision import LegalDocument
from procedures.shared.domain.document_numbers import CanonicalNumber, canonical_number
from procedures.shared.domain.text_lengths import LONGEST_LINE


def named_in(cells: Cells, documents: Mapping[CanonicalNumber, LegalDocument]) -> NamedDocument | None:
    """The document that the row names in one cell, with what its other cells say of it, where it can be the ground of
    the item: an earlier row or this one describes it. Any other text is kept as it is in a note, since most items need
    no ground."""
    text = cells.line("document")
    if text is None:
        return None
    named = named_document(text)
    if named is not None and "document_number" not in cells.row.cells:
        named = replace(
            named,
            issued_on=cells.day("document_issued_on") or named.issued_on,
            effective_on=cells.day("document_effective_on") or named.effective_on,
            ministry_decision=cells.word("document_kind", IS_MINISTRY_DECISION) or named.ministry_decision,
        )
        if named.is_described or canonical_number(named.number) in documents:
            return named
    cells.note("document", "part-without-place", text)
    return None


def document_of(
    cells: Cells,
    number: str | None,
    named: NamedDocument | None,
    documents: dict[CanonicalNumber, LegalDocument],
) -> LegalDocument | None:
    title = cells.line("document_title")
    issued_on, effective_on = cells.day("document_issued_on"), cells.day("document_effective_on")
    of_ministry = cells.word("document_kind", IS_MINISTRY_DECISION)
    if named is not None and canonical_number(named.number) not in documents:
        title, of_ministry = title or named.title[:LONGEST_LINE], named.ministry_decision
        issued_on, effective_on = named.issued_on, named.effective_on
    if number is None:
        for column, value in (
            ("document_title", title),
            ("document_issued_on", issued_on),
            ("document_effective_on", effective_on),
            ("document_kind", of_ministry),
        ):
            if value is not None:
                cells.fault(column, "document-without-number", "it describes a document that the row does not name")
        return None
    canonical = canonical_number(number)
    earlier = documents.get(canonical)
    if earlier is None and of_ministry and effective_on is not None:
        cells.fault(
            "document_effective_on", "ministry-decision-effective", "a ministry's Decision has no effective day"
        )
    for column, value, earlier_value in (
        ("document_title", title, earlier and earlier.title),
        ("document_issued_on", issued_on, earlier and earlier.issued_on),
        ("document_effective_on", effective_on, earlier and earlier.effective_on),
        ("document_kind", of_ministry, earlier and earlier.ministry_decision),
    ):
        optional = column == "document_kind" or (of_ministry and column == "document_effective_on")
        if earlier is None and value is None and not optional:
            cells.missing(column, f"the first row that cites {number[:60]} must describe it")
        elif earlier is not None and value is not None and value != earlier_value:
            cells.fault(column, "document-differs", f"an earlier row describes {number[:60]} differently")
    if earlier is None and title and issued_on and bool(of_ministry) is (effective_on is None):
        documents[canonical] = LegalDocument(
            number, title, issued_on, effective_on, ministry_decision=bool(of_ministry)
        )
    return documents.get(canonical)
