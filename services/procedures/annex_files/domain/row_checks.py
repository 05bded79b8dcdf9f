"""Checks each row by itself against the rules of a draft, so that every refusal names its row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from common.errors import Refusal
from procedures.annex_files.domain.annex_rows import AnnexRowResult, Fault
from procedures.annex_files.domain.columns import HEADINGS
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import ReferenceData, check_draft
from procedures.decisions.domain.followed_records import SnapshotCodes, check_followed

COLUMN_OF = {
    "item-incomplete": "kind",
    "repeal-without-legal-document": "document_number",
    "legal-document-not-listed": "document_number",
    "effective-before-decision": "effective_on",
    "administrative-level-not-valid": "levels",
    "unknown-agency": "agency_code",
    "agency-not-valid": "agency_code",
    "unknown-field": "field_code",
    "unknown-designation": "designation",
    "successor-is-itself": "successor_code",
    "unknown-national-record": "national_code",
    "duplicate-item-number": "number",
    "several-items-for-procedure": "procedure_code",
}


def check_rows(
    rows: Sequence[AnnexRowResult], decision: Decision, reference_data: ReferenceData, known: SnapshotCodes, today: date
) -> list[AnnexRowResult]:
    """`decision` has the heading and the legal documents. It is checked first, without items: a fault of the heading
    raises its refusal."""
    check_draft(replace(decision, items=()), replace(reference_data), today, may_enter_back=True)
    duplicates = dict(_duplicates(rows))
    return [
        _check_row(row, decision, reference_data, known, today, duplicates.get(index)) for index, row in enumerate(rows)
    ]


def _check_row(
    row: AnnexRowResult,
    decision: Decision,
    reference_data: ReferenceData,
    known: SnapshotCodes,
    today: date,
    duplicate: Fault | None,
) -> AnnexRowResult:
    if row.item is None:
        return row
    faults = [] if duplicate is None else [duplicate]
    try:
        check_draft(replace(decision, items=(row.item,), processes=()), reference_data, today, may_enter_back=True)
        check_followed((row.item,), known)
    except Refusal as refusal:
        faults.append(Fault(refusal.type, HEADINGS[COLUMN_OF.get(refusal.type, "procedure_code")], refusal.detail))
    return replace(row, item=None, faults=tuple(faults)) if faults else row


def _duplicates(rows: Sequence[AnnexRowResult]) -> Iterator[tuple[int, Fault]]:
    """The indexes of rows whose number or code an earlier row has."""
    numbers: dict[int, int] = {}
    codes: dict[str, int] = {}
    declared: dict[str, int] = {}
    for index, row in enumerate(rows):
        if row.item is None:
            continue
        if (first := numbers.setdefault(row.item.number, row.line)) != row.line:
            detail = f"line {first} has the number {row.item.number}"
            yield index, Fault("duplicate-item-number", HEADINGS["number"], detail)
        for code in row.item.codes() if row.item.effect.changes_periods else ():
            if (first := codes.setdefault(code, row.line)) != row.line:
                detail = f"line {first} changes {code}"
                yield index, Fault("several-items-for-procedure", HEADINGS["procedure_code"], detail)
        if row.item.effect.declares_level and (first := declared.setdefault(row.item.code, row.line)) != row.line:
            detail = f"line {first} declares the online level of {row.item.code}"
            yield index, Fault("several-items-for-procedure", HEADINGS["procedure_code"], detail)
