"""The agencies that draft, control, sign and publish in the province of the dataset, from when to when. NĐ
224/2026/NĐ-CP assigned the control of procedures to another ministry; that in a province it moved from the office of
the People's Committee to the department of justice is concluded from this, and so it is data."""

from functools import cache
from typing import Any

from suite.dataset.issuing_agencies import agencies
from suite.dataset.tables import rows

ALL_DEPARTMENTS = "*"


@cache
def role_holders() -> tuple[dict[str, Any], ...]:
    """Returns the entries for the body of `POST /v1/role-holders`."""
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


def agency_in_role(role: str, on: str) -> str:
    """Returns the agency that holds the role on a day (YYYY-MM-DD), the last one where several do."""
    codes = [
        holder["agency_code"]
        for holder in role_holders()
        if holder["role"] == role
        and (holder["valid_from"] or "") <= on
        and (holder["valid_to"] is None or on < holder["valid_to"])
    ]
    return str(codes[-1])
