"""Who drafts, controls, signs and publishes in the book's province, from when to when. NĐ 224/2026/NĐ-CP moved the
control of procedures; that in
a province it moved from the office of the People's Committee to the department of justice is drawn from its ministry,
and so is data."""

from functools import cache
from typing import Any

from suite.dataset.issuing_agencies import agencies
from suite.dataset.tables import rows

ALL_DEPARTMENTS = "*"


@cache
def role_holders() -> tuple[dict[str, Any], ...]:
    """As the body of `POST /v1/role-holders` takes them."""
    return tuple(
        {
            "role": row["role"],
            "agency_code": code,
            "subject": row["subject"] or None,
            "title": row["title"] or agencies()[code].name,
            "valid_from": row["valid_from"] or None,
            "valid_to": row["valid_to"] or None,
            "legal_basis": row["legal_basis"],
        }
        for row in rows("role_holders")
        for code in (agencies() if row["agency"] == ALL_DEPARTMENTS else (row["agency"],))
    )


def holds(role: str, on: str) -> str:
    """The agency that holds the role on a day; of several the last. Days as YYYY-MM-DD."""
    held = [
        one["agency_code"]
        for one in role_holders()
        if one["role"] == role and (one["valid_from"] or "") <= on and (one["valid_to"] is None or on < one["valid_to"])
    ]
    return str(held[-1])
