"""The answers of `GET /v1/procedures/{code}` for many codes at once, rendered by PostgreSQL byte for byte as the plain route renders them.

A content is kept as the text that it is answered as, and PostgreSQL escapes JSON strings as pydantic does; a test compares the two.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from procedures.shared.domain.procedure_codes import FORM

PREFIX = "/v1/procedures/"
PATH = PREFIX + "{code}"
BODIES = """
    SELECT p.code, convert_to(concat(
        '{"code":', to_json(p.code), ',"name":', to_json(v.name),
        ',"agency":{"code":', to_json(a.code), ',"name":', to_json(a.name),
        '},"field":{"code":', to_json(f.code), ',"name":', to_json(f.name),
        '},"levels":', to_json(v.levels), ',"population_fields":', to_json(v.population_fields),
        ',"period":{"version":', r.version, ',"effective_from":"', lower(r.in_force),
        '","effective_to":', coalesce('"' || upper(r.in_force) || '"', 'null'), ',"under_review":', r.under_review::text,
        '},"decision":{"id":"', d.id, '","number":', to_json(d.number), ',"issuing_body":', to_json(d.issuing_body),
        ',"signed_on":"', d.signed_on, '","title":', to_json(d.title), '},"content":', v.content, '}'), 'UTF8'),
        (SELECT revision FROM catalogue_revision)
    FROM unnest($1::text[]) AS asked (code)
    JOIN procedure p ON p.code = asked.code
    CROSS JOIN LATERAL (
        SELECT version, in_force, under_review FROM period WHERE procedure_id = p.id AND in_force @> $2::date AND upper_inf(known) LIMIT 1
    ) r
    JOIN version v ON v.procedure_id = p.id AND v.number = r.version
    JOIN decision d ON d.id = v.decision_id
    JOIN agency a ON a.code = v.agency_code
    JOIN field f ON f.code = v.field_code
"""

REVISION = "SELECT revision FROM catalogue_revision"

_form = re.compile(FORM)


def code_in(path: str) -> str | None:
    """The code that a path asks for, where it is written as it is kept."""
    if not path.startswith(PREFIX):
        return None
    code = path[len(PREFIX) :]
    return code if _form.fullmatch(code) else None


async def revision_of_catalogue(driver: Any) -> int:
    """Moved by triggers in each transaction that changes what these bodies are made of."""
    revision: int = await driver.fetchval(REVISION)
    return revision


async def bodies_of_procedures(driver: Any, codes: Sequence[str], on: date) -> tuple[int, Mapping[str, bytes]]:
    """By code, beside the revision of the catalogue in the same snapshot; what is not in force on the day is absent."""
    rows = await driver.fetch(BODIES, codes, on)
    revision = rows[0][2] if rows else await revision_of_catalogue(driver)
    return revision, {code: body for code, body, _ in rows}
