"""A procedure as one line of a table, its parts as text."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from procedures.open_data.formats.part_texts import CHANNELS, ROLES, Json, fee_text, limit_text, paper_text, steps_text

STARTS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""A spreadsheet takes a text that begins with one of these for a formula; some fold the full-width forms first."""
CSV = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads the file as one of the local code page."""
HEADS = (
    "code", "name", "agency_code", "agency_name", "field_code", "field_name", "levels", "version", "effective_from", "effective_to",
    "under_review", "decision_number", "issuing_body", "signed_on", "decision_title", "population_fields", "steps", "channels", "fees",
    "papers", "results", "audience", "conditions", "legal_bases", "agencies",
)  # fmt: skip
Cells = tuple[str, ...]


def line_of(row: Any) -> Cells:
    """In the order of `HEADS`. Several of a part stand one below the other."""
    content: Json = row.content
    limits = [(one["channel"], limit) for one in content["channels"] for limit in one["time_limits"]]
    return (
        row.code, row.name, row.agency_code, row.agency_name, row.field_code, row.field_name, " ".join(row.levels), str(row.version),
        row.effective_from.isoformat(), row.effective_to.isoformat() if row.effective_to else "", str(row.under_review).lower(),
        row.decision_number, row.decision_issuing_body, row.decision_signed_on.isoformat(), row.decision_title,
        " ".join(row.population_fields), steps_text(content["steps"]), _lines(_channel(one) for one in content["channels"]),
        _lines(f"{fee['amount']} {fee['currency']}: {fee_text(fee, channel, limit)}" for channel, limit in limits for fee in limit["fees"]),
        _lines(f"{paper['name']} ({paper_text(paper)})" for of in content["papers"] for paper in of["papers"]),
        _lines(one["name"] for one in content["results"]), _lines(content["audience"]), content["conditions"] or "",
        _lines(f"{one['number']} {one['title']}" for one in content["legal_bases"]),
        _lines(f"{ROLES[one['role']]}: {one['name'] or one['code']}" for one in content["agencies"]),
    )  # fmt: skip


def csv_of(lines: Iterable[Cells]) -> str:
    """RFC 4180. What a spreadsheet would take for a formula begins with an apostrophe."""
    written = io.StringIO()
    csv.writer(written).writerows([_guarded(cell) for cell in line] for line in lines)
    return written.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(STARTS_FORMULA) else cell


def _channel(one: Json) -> str:
    limits = "; ".join(limit_text(limit) for limit in one["time_limits"])
    return f"{CHANNELS[one['channel']]}: {limits}" if limits else CHANNELS[one["channel"]]


def _lines(said: Iterable[str]) -> str:
    return "\n".join(said)
