"""Enters what the brief states about 2023 and no event does: one officer enters, another approves, all through the
API."""

from typing import Any

from suite.actors import Account
from suite.dataset import entries
from suite.dataset_loader import SuiteClient
from suite.installation import Installation
from suite.stack import Stack

MOST_RECORDS = 2_000
"""How many records a request may have."""
GROUND = "Tờ trình minh họa"


def entry_accounts() -> dict[str, Account]:
    """Two acts by two people, and a third who defines what is entered."""
    agency = entries.ENTERING_AGENCY
    return {
        "definer": Account("indicator-definer", "H60.00", ("indicators.define",)),
        "enterer": Account("entering-officer", agency, ("values.enter",)),
        "approver": Account("approving-officer", agency, ("values.approve",)),
    }


async def enter_brief(stack: Stack | Installation) -> int:
    """Returns how many values and records are entered and approved."""
    async with SuiteClient(stack, entry_accounts()) as client:
        for indicator in entries.indicators():
            await client.post(
                "definer", "reporting", "/v1/indicators", f"dataset indicator {indicator['code']}", indicator
            )
        values = entries.values()
        ids = [await _enter_value(client, value) for value in values]
        await client.post(
            "approver", "reporting", "/v1/values/approve", "dataset values approved", {"ids": ids, "ground": GROUND}
        )
        records = entries.records()
        for start in range(0, len(records), MOST_RECORDS):
            await _enter_records(client, records[start : start + MOST_RECORDS], start)
    return len(values) + len(records)


async def _enter_value(client: SuiteClient, value: dict[str, Any]) -> str:
    entered = await client.post("enterer", "reporting", "/v1/values", f"dataset value {value['indicator']}", value)
    return str(entered["id"])


async def _enter_records(client: SuiteClient, records: list[dict[str, Any]], start: int) -> None:
    await client.post("enterer", "reporting", "/v1/records", f"dataset records {start}", {"records": records})
    versions = [{"kind": record["attributes"]["kind"], "code": record["code"], "version": 1} for record in records]
    body = {"versions": versions, "ground": GROUND}
    await client.post("approver", "reporting", "/v1/records/approve", f"dataset records {start} approved", body)
