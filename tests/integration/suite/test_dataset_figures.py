"""The figures that three services compute from the demo dataset: Decisions are published, services registered, and
events counted."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from suite import dataset
from suite.actors import accounts
from suite.dataset import plans, tables
from tests.support.dataset_oracle import DatasetOracle
from tests.support.direct_consumer import apply_stream
from tests.support.postgres import Postgres
from tests.support.requirements import only_in_full_run
from tests.support.service_harness import ServiceHarness, service_harness

pytestmark = only_in_full_run("the dataset loaded into three services, half a minute; the demo loads it too")


@dataclass
class LoadedServices:
    """The harnesses of three services into which the dataset is loaded."""

    procedures: ServiceHarness
    online_services: ServiceHarness
    reporting: ServiceHarness

    async def load(self, steps: list[dataset.Step]) -> None:
        await self.post(self.procedures, "/v1/agencies", {"agencies": dataset.agencies()}, "agencies")
        await self.post(self.procedures, "/v1/fields", {"fields": dataset.fields()}, "fields")
        await self.post(self.procedures, "/v1/role-holders", {"role_holders": list(dataset.role_holders())}, "roles")
        for step in steps:
            if step.path == "/v1/decisions":
                draft = await self.post(self.procedures, step.path, step.body, f"{step.key} draft", "drafter")
                publish = f"{step.path}/{draft['id']}/publish", None, f"{step.key} publish", "publisher"
                await self.post(self.procedures, *publish)
            else:
                await apply_stream(self.procedures, self.online_services)
                await self.post(self.online_services, step.path, step.body, step.key)
        await apply_stream(self.procedures, self.online_services)
        for source in (self.procedures, self.online_services):
            await apply_stream(source, self.reporting)

    async def post(
        self, harness: ServiceHarness, path: str, body: dict[str, Any] | None, key: str, role: str = "clerk"
    ) -> dict[str, Any]:
        account = accounts()[role]
        own = harness.bearer(*account.scopes, subject=account.subject, agency=account.agency)
        response = await harness.http.post(path, json=body, headers=own | {"Idempotency-Key": quote(key)})
        assert response.is_success, f"{path}: {response.text[:600]}"
        return dict(response.json())

    async def figures(self, year: int) -> dict[str, int]:
        response = await self.reporting.http.get(
            "/v1/reports/annual", params={"year": year}, headers=self.reporting.bearer("reports.read")
        )
        return {figure["key"]: figure["value"] for figure in response.json()["figures"]}


REPEALS = dataset.EXPECTED[2023]["repealed"] - 1


@pytest.fixture(scope="module")
def steps() -> list[dataset.Step]:
    """The dataset with one repeal less, so that no figure can come from anywhere but the Decisions."""
    rows = tables.rows("decisions_2023")
    reduced = next(row for row in rows if int(row["repeal"]) > 2)
    changed = tuple({**row, "repeal": str(int(row["repeal"]) - 1)} if row is reduced else row for row in rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plans, "rows", lambda name: changed if name == "decisions_2023" else tables.rows(name))
        plans.decisions_of.cache_clear()
        steps = list(dataset.steps())
    plans.decisions_of.cache_clear()
    return steps


@pytest.fixture(scope="module")
async def services(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory, steps: list[dataset.Step]
) -> AsyncIterator[LoadedServices]:
    async with AsyncExitStack() as stack:
        harnesses = {
            name: await stack.enter_async_context(service_harness(postgres, name, tmp_path_factory.mktemp(name)))
            for name in ("procedures", "online_services", "reporting")
        }
        services = LoadedServices(**harnesses)
        await services.load(steps)
        yield services


async def test_the_review_round_has_results_for_the_26_agencies_of_the_brief(
    services: LoadedServices, steps: list[dataset.Step]
) -> None:
    harness, decisions = services.procedures, [step for step in steps if step.path == "/v1/decisions"]
    review_round = await services.post(harness, "/v1/review-rounds", dataset.review_round(), "round")

    async def results(group_by: str) -> dict[str, Any]:
        path, params = f"/v1/review-rounds/{review_round['id']}/results", {"group_by": group_by, "limit": "500"}
        response = await harness.http.get(path, params=params, headers=harness.bearer("reviews.read"))
        return dict(response.json())

    by_agency, by_level = await results("agency"), await results("level")
    assert len(by_agency["items"]) == dataset.REVIEW["agencies"] == 26
    assert {item["key"]: item["procedures"] for item in by_agency["items"]} == counted_by_agency(decisions)
    assert {item["key"]: item["procedures"] for item in by_level["items"]} == counted_by_level(decisions)
    names = {agency["code"]: agency["name"] for agency in dataset.agencies()}
    assert {item["key"]: item["name"] for item in by_agency["items"]} == names
    total = by_agency["total"]
    assert (total["procedures"], total["gone"]) == (1_936, REPEALS)
    time, papers = total["targets"]
    (share,) = time["shares"]
    assert (share["unit"], share["not_comparable"]) == ("working_day", 3 * REPEALS)
    assert 0 < int(share["numerator"]) < int(share["denominator"])
    assert [papers["shares"][0][name] for name in ("unit", "denominator", "not_comparable")] == [None, "1936", 0]


def counted_by_agency(decisions: list[dataset.Step]) -> dict[str, int]:
    """Counts the procedures of the opening catalogue that each agency handles, from the bodies alone."""
    counts: Counter[str] = Counter()
    for content in opening(decisions):
        codes = {agency["code"] for agency in content["agencies"] if agency["code"]}
        counts.update(codes or {content["agency_code"]})
    return dict(counts)


def counted_by_level(decisions: list[dataset.Step]) -> dict[str, int]:
    return dict(Counter(level for content in opening(decisions) for level in content["levels"]))


def opening(decisions: list[dataset.Step]) -> list[dict[str, Any]]:
    return [item["content"] for step in decisions if step.body["signed_on"] < "2023" for item in step.body["items"]]


async def test_the_figures_follow_when_a_decision_has_one_item_less(
    services: LoadedServices, steps: list[dataset.Step]
) -> None:
    of_2023, of_2024 = await services.figures(2023), await services.figures(2024)
    offered = Counter(DatasetOracle().apply(steps).offered_on(date(2023, 12, 31)).values())
    expected = dataset.EXPECTED[2023] | {
        "repealed": REPEALS,
        "procedures": dataset.EXPECTED[2023]["procedures"] - 1,
        "online": offered.total(),
        "online_full": offered["full"],
        "online_partial": offered["partial"],
    }
    assert {key: of_2023[key] for key in expected} == expected
    assert {key: of_2024[key] for key in dataset.EXPECTED[2024]} == dataset.EXPECTED[2024]


@pytest.mark.parametrize("period", ["2022", "2023", "2023-Q2", "2024", "2022-07-01..2024-06-30"])
async def test_every_figure_of_the_dataset_reconciles(services: LoadedServices, period: str) -> None:
    harness = services.reporting
    response = await harness.http.get(
        "/v1/reconciliation", params={"period": period}, headers=harness.bearer("reports.read")
    )
    assert response.status_code == 200, response.text
    found = {rule["rule"]: rule["rows"] for rule in response.json()["rules"]}
    assert {rule: rows for rule, rows in found.items() if rows} == {}
    assert "in_force_balance" in found
