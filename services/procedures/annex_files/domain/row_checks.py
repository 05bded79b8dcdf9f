"""The rules that hold for any draft, held against each row by itself, so that every refusal names its row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from common.errors import Refusal
from procedures.annex_files.domain.annex_rows import AnnexRowResult, Fault
from procedures.annex_files.domain.columns import HEADINGS
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import OnRecord, check_draft
from procedures.decisions.domain.followed_records import Known, check_followed

COLUMN_OF = {
    "item-incomplete": "kind",
    "repeal-without-legal-document": "document_number",
    "legal-document-not-listed": "document_number",
    "effective-before-decision": "effective_on",
    "administrative-level-not-valid": "levels",
    "unknown-agency": "agency_code",
    "agency-not-valid": "agency_code",
    "unknown-field": "field_code",
    "successor-is-itself": "successor_code",
    "unknown-national-record": "national_code",
    "duplicate-item-number": "number",
    "several-items-for-procedure": "procedure_code",
}


def checked(
    rows: Sequence[AnnexRowResult], decision: Decision, on_record: OnRecord, known: Known, today: date
) -> list[AnnexRowResult]:
    """`decision` has the heading and the legal documents; it is checked itself, without items, and may be refused as a
    whole."""
    check_draft(replace(decision, items=()), replace(on_record), today, may_enter_back=True)
    twice = dict(_twice(rows))
    return [_checked(row, decision, on_record, known, today, twice.get(place)) for place, row in enumerate(rows)]


def _checked(
    row: AnnexRowResult, decision: Decision, on_record: OnRecord, known: Known, today: date, twice: Fault | None
) -> AnnexRowResult:
    if row.item is None:
        return row
    faults = [] if twice is None else [twice]
    try:
        check_draft(replace(decision, items=(row.item,), processes=()), on_record, today, may_enter_back=True)
        check_followed((row.item,), known)
    except Refusal as refused:
        faults.append(Fault(refused.type, HEADINGS[COLUMN_OF.get(refused.type, "procedure_code")], refused.detail))
    return replace(row, item=None, faults=tuple(faults)) if faults else row


def _twice(rows: Sequence[AnnexRowResult]) -> Iterator[tuple[int, Fault]]:
    """Rows with a number, or about a code, that an earlier row has."""
    numbers: dict[int, int] = {}
    codes: dict[str, int] = {}
    for place, row in enumerate(rows):
        if row.item is None:
            continue
        if (first := numbers.setdefault(row.item.number, row.line)) != row.line:
            yield (
                place,
                Fault("duplicate-item-number", HEADINGS["number"], f"line {first} has the number {row.item.number}"),
            )
        for code in row.item.codes():
            if (first := codes.setdefault(code, row.line)) != row.line:
                yield (
                    place,
                    Fault("several-items-for-procedure", HEADINGS["procedure_code"], f"line {first} is about {code}"),
                )
