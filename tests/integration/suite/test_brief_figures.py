"""The committed table of the brief's figures, held against what the product states."""

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from common.contracts.parts import PopulationField
from reporting.figures.domain.catalogue import CATALOGUE
from suite import dataset
from suite.dataset import entries
from suite.dataset.brief_figures import BriefFigure, brief_figures
from suite.entry_loader import entry_accounts
from tests.support.entry_requests import EntryHarness, entry_harness
from tests.support.postgres import Postgres

FIGURES = brief_figures()
OF_EVENTS = [
    figure
    for figure in FIGURES
    if figure.is_of_catalogue and figure.key in dataset.EXPECTED[2023] | dataset.EXPECTED[2024]
]
OF_ENTRIES = [figure for figure in FIGURES if figure.is_of_catalogue and figure not in OF_EVENTS]


def key_of(figure: BriefFigure) -> str:
    """The key of the annual report, which has the levels as figures of their own."""
    return f"declared_{figure.group}" if figure.group else figure.key


@pytest.fixture
async def entered(postgres: Postgres, tmp_path: Path) -> AsyncIterator[EntryHarness]:
    """Everything that the demo dataset enters, by the accounts of the demo."""
    async with entry_harness(postgres, tmp_path) as harness:
        accounts = entry_accounts()

        async def post(role: str, path: str, body: Any) -> Any:
            account = accounts[role]
            response = await harness.post(path, body, account.scopes[0], subject=account.subject, agency=account.agency)
            assert response.status_code in (200, 201), response.text
            return response.json()

        for indicator in entries.indicators():
            await post("definer", "/v1/indicators", indicator)
        ids = [(await post("enterer", "/v1/values", value))["id"] for value in entries.values()]
        await post("approver", "/v1/values/approve", {"ids": ids, "ground": "Tờ trình"})
        records = entries.records()
        for batch in (records[:2_000], records[2_000:]):
            await post("enterer", "/v1/records", {"records": batch})
            versions = [{"kind": row["attributes"]["kind"], "code": row["code"], "version": 1} for row in batch]
            await post("approver", "/v1/records/approve", {"versions": versions, "ground": "Tờ trình"})
        yield harness


async def stated(harness: EntryHarness, figure: BriefFigure) -> tuple[Decimal | None, list[dict[str, Any]]]:
    """The number and all rows behind it."""
    params = {"period": figure.period, **({"by": figure.by} if figure.by else {})}
    report = await harness.get(f"/v1/figures/{figure.key}", **params)
    number = report["current"]
    if figure.by:
        (number,) = [group for group in report["groups"] if group["key"] == figure.group]
        params["group"] = figure.group
    rows: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = await harness.get(f"/v1/figures/{figure.key}/evidence", **params, limit=500, **cursor)
        rows += page["items"]
        if page["next"] is None:
            break
        cursor = {"after": page["next"]}
    for part in ("numerator", "denominator"):
        expected = None if number[part] is None else Decimal(number[part])
        assert sum(Decimal(row["amount"]) for row in rows if row["part"] == part) == (expected or 0), figure
    return None if number["value"] is None else Decimal(number["value"]), rows


async def test_every_figure_that_is_entered_or_counted_from_records_is_that_of_the_brief(entered: EntryHarness) -> None:
    assert len(OF_ENTRIES) > 15
    for figure in OF_ENTRIES:
        number, rows = await stated(entered, figure)
        assert number == figure.number, figure
        assert all(row["document"] for row in rows), figure
        if not figure.key.startswith("entered."):
            kinds = {row["kind"] for row in rows if row["part"] == "numerator"}
            assert kinds == {"record"}, "counts of records are never typed"


@pytest.mark.parametrize("figure", OF_EVENTS, ids=lambda figure: f"{figure.key} {figure.group}")
def test_every_figure_of_events_is_that_which_the_dataset_is_held_against(figure: BriefFigure) -> None:
    """`test_dataset_figures` counts these from the events of the dataset."""
    assert dataset.EXPECTED[int(figure.period)][key_of(figure)] == figure.number
    assert figure.key in CATALOGUE


def test_every_other_figure_has_its_place() -> None:
    others = {figure.key: figure.number for figure in FIGURES if not figure.is_of_catalogue}
    assert others.pop("look-up:fields") == len(PopulationField)
    targets = {row["code"]: row["targets"] for row in entries.indicators()}
    assert others.pop("target:citizens_with_identity") == int(targets["citizens_with_identity"][0]["amount"])
    assert others == {f"review:{measure}": number for measure, number in dataset.REVIEW.items()}


def test_no_number_of_the_events_is_missing_in_the_table() -> None:
    for year, expected in dataset.EXPECTED.items():
        named = {
            f"declared_{figure.group}" if figure.group else figure.key
            for figure in FIGURES
            if figure.period == str(year)
        }
        assert expected.keys() <= named


def test_one_officer_enters_and_another_approves() -> None:
    accounts = entry_accounts()
    assert len({account.subject for account in accounts.values()}) == len(accounts)
    assert accounts["enterer"].agency == accounts["approver"].agency
