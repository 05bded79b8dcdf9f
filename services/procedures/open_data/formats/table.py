"""A procedure as one row of a table, with its parts as texts."""

from collections.abc import Iterable
from typing import Any

from procedures.law.domain.dossier_texts import reception_text, result_text
from procedures.law.domain.legal_basis_texts import legal_basis_text
from procedures.law.formats.decoded_parts import fees_of, legal_basis_of, reception_of, result_of
from procedures.open_data.formats.part_texts import CHANNELS, ROLES, Json, cost_text, limit_text, paper_text, steps_text

HEADINGS = (
    "code",
    "name",
    "agency_code",
    "agency_name",
    "field_code",
    "field_name",
    "levels",
    "version",
    "effective_from",
    "effective_to",
    "under_review",
    "decision_number",
    "issuing_body",
    "signed_on",
    "decision_title",
    "population_fields",
    "steps",
    "channels",
    "fees",
    "papers",
    "results",
    "audience",
    "conditions",
    "legal_bases",
    "agencies",
    "dossier_sets",
    "reception",
    "household_member_fields",
)
Cells = tuple[str, ...]


def cells_of(row: Any) -> Cells:
    """The cells of a row in the order of `HEADINGS`. Several values of a part are lines of one cell."""
    content: Json = row.content
    return (
        row.code,
        row.name,
        row.agency_code,
        row.agency_name,
        row.field_code,
        row.field_name,
        " ".join(row.levels),
        str(row.version),
        row.effective_from.isoformat(),
        row.effective_to.isoformat() if row.effective_to else "",
        str(row.under_review).lower(),
        row.decision_number,
        row.decision_issuing_body,
        row.decision_signed_on.isoformat(),
        row.decision_title,
        " ".join(row.population_fields),
        steps_text(content["steps"]),
        _lines(_channel(channel) for channel in content["channels"]),
        _lines(
            cost_text(fee, channel["channel"], limit)
            for channel in content["channels"]
            for limit, fee in fees_of(channel)
        ),
        _lines(f"{paper['name']} ({paper_text(paper)})" for group in content["papers"] for paper in group["papers"]),
        _lines(result_text(result_of(result)) for result in content["results"]),
        _lines(content["audience"]),
        content["conditions"] or "",
        _lines(legal_basis_text(legal_basis_of(basis)) for basis in content["legal_bases"]),
        _lines(f"{ROLES[agency['role']]}: {agency['name'] or agency['code']}" for agency in content["agencies"]),
        str(content.get("dossier_sets", "")),
        _lines(reception_text(reception_of(place)) for place in content.get("reception", ())),
        " ".join(content.get("household_member_fields", ())),
    )


def _channel(channel: Json) -> str:
    name = CHANNELS[channel["channel"]]
    limits = "; ".join(limit_text(limit) for limit in channel["time_limits"])
    return f"{name}: {limits}" if limits else name


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
