"""The real catalogue as Decisions: each procedure under its own code, name, field and agency, published through the
service's doors."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.benchmarks.bulk import published
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, content, item

LEVELS = {"bộ": "ministry", "tỉnh": "province", "xã": "commune", "khác": "other"}
UNKNOWN = "Không nêu cơ quan"


@dataclass(frozen=True)
class Real:
    code: str
    name: str
    field: str
    agency: str
    levels: tuple[str, ...]


def national_catalogue() -> Path | None:
    """None where CONGBO_REAL_DATA names no folder that holds it."""
    file = Path(os.environ.get("CONGBO_REAL_DATA", "/nowhere")) / "procedures/national-portal-2026-07.jsonl"
    return file if file.exists() else None


def real_procedures() -> list[Real] | None:
    """None where there is no national catalogue."""
    if (file := national_catalogue()) is None:
        return None
    rows = (json.loads(line) for line in file.read_text().splitlines())
    return [
        Real(
            row["code"],
            " ".join(row["name"].split()),
            row["field"] or "Khác",
            row["agency"] or UNKNOWN,
            levels(row["level"]),
        )
        for row in rows
    ]


def levels(said: str | None) -> tuple[str, ...]:
    """There is no district any more; what names none but that is left to others."""
    found = tuple(code for word, code in LEVELS.items() if word in (said or "").lower())
    return found or ("other",)


async def publish_all(harness: ProceduresHarness, procedures: list[Real]) -> None:
    fields = {name: f"F{number:03}" for number, name in enumerate(sorted({one.field for one in procedures}), 1)}
    agencies = {name: f"B.{number:03}" for number, name in enumerate(sorted({one.agency for one in procedures}), 1)}
    for path, codes in (("fields", fields), ("agencies", agencies)):
        body = {path: [{"code": code, "name": name} for name, code in codes.items()]}
        (
            await harness.http.post(f"/v1/{path}", json=body, headers=harness.service.bearer(CATALOGUE))
        ).raise_for_status()
    items: list[dict[str, Any]] = [
        item(
            "introduce",
            one.code,
            content=content(
                one.name, field_code=fields[one.field], agency_code=agencies[one.agency], levels=list(one.levels)
            ),
        )
        for one in procedures
    ]
    for start in range(0, len(items), 1_000):
        response = await harness.post_draft(harness.body(*items[start : start + 1_000]))
        if response.status_code != 201:
            raise RuntimeError(response.text[:500])
        await harness.complete_approval(response.json()["id"])
        await published(harness, UUID(response.json()["id"]))
