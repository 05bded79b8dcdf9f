"""The real catalogue as Decisions: each procedure with its own code, name, field and agency, published by the
service."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.benchmarks.bulk import publish_without_http
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, content, item

LEVELS = {"bộ": "ministry", "tỉnh": "province", "xã": "commune", "khác": "other"}
UNKNOWN = "Không nêu cơ quan"


@dataclass(frozen=True)
class RealProcedure:
    code: str
    name: str
    field: str
    agency: str
    levels: tuple[str, ...]


def national_catalogue() -> Path | None:
    """None where CONGBO_REAL_DATA names no folder that holds it."""
    file = Path(os.environ.get("CONGBO_REAL_DATA", "/nowhere")) / "procedures/national-portal-2026-07.jsonl"
    return file if file.exists() else None


def real_procedures() -> list[RealProcedure] | None:
    """None where there is no national catalogue."""
    if (file := national_catalogue()) is None:
        return None
    rows = (json.loads(line) for line in file.read_text().splitlines())
    return [
        RealProcedure(
            row["code"],
            " ".join(row["name"].split()),
            row["field"] or "Khác",
            row["agency"] or UNKNOWN,
            levels(row["level"]),
        )
        for row in rows
    ]


def levels(text: str | None) -> tuple[str, ...]:
    """The levels that a text names. Districts exist no more; a text that names nothing else gets the level `other`."""
    codes = tuple(code for word, code in LEVELS.items() if word in (text or "").lower())
    return codes or ("other",)


async def publish_all(harness: ProceduresHarness, procedures: list[RealProcedure]) -> None:
    fields = {
        name: f"F{number:03}" for number, name in enumerate(sorted({procedure.field for procedure in procedures}), 1)
    }
    agencies = {
        name: f"B.{number:03}" for number, name in enumerate(sorted({procedure.agency for procedure in procedures}), 1)
    }
    for path, codes in (("fields", fields), ("agencies", agencies)):
        body = {path: [{"code": code, "name": name} for name, code in codes.items()]}
        (
            await harness.http.post(f"/v1/{path}", json=body, headers=harness.service.bearer(CATALOGUE))
        ).raise_for_status()
    items: list[dict[str, Any]] = [
        item(
            "introduce",
            procedure.code,
            content=content(
                procedure.name,
                field_code=fields[procedure.field],
                agency_code=agencies[procedure.agency],
                levels=list(procedure.levels),
            ),
        )
        for procedure in procedures
    ]
    for start in range(0, len(items), 1_000):
        response = await harness.post_draft(harness.body(*items[start : start + 1_000]))
        if response.status_code != 201:
            raise RuntimeError(response.text[:500])
        await harness.complete_approval(response.json()["id"])
        await publish_without_http(harness, UUID(response.json()["id"]))
