"""The demo book as the three services make it: Decisions published, services registered, events counted. No figure is
written anywhere."""

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
from tests.support.service_harness import ServiceHarness, service_harness


@dataclass
class Province:
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


REPEALED = dataset.EXPECTED[2023]["repealed"] - 1


@pytest.fixture(scope="module")
def steps() -> list[dataset.Step]:
    """The book with one repeal less, so that no figure can come from anywhere but the Decisions."""
    rows = tables.rows("decisions_2023")
    ledger = next(row for row in rows if int(row["repeal"]) > 2)
    changed = tuple({**row, "repeal": str(int(row["repeal"]) - 1)} if row is ledger else row for row in rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plans, "rows", lambda name: changed if name == "decisions_2023" else tables.rows(name))
        plans.decisions_of.cache_clear()
        drawn = list(dataset.steps())
    plans.decisions_of.cache_clear()
    return drawn


@pytest.fixture(scope="module")
async def province(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory, steps: list[dataset.Step]
) -> AsyncIterator[Province]:
    async with AsyncExitStack() as stack:
        rooms = {
            name: await stack.enter_async_context(service_harness(postgres, name, tmp_path_factory.mktemp(name)))
            for name in ("procedures", "online_services", "reporting")
        }
        made = Province(**rooms)
        await made.load(steps)
        yield made


async def test_the_round_of_review_of_the_book_has_results_for_as_many_agencies_as_the_brief_counts(
    province: Province, steps: list[dataset.Step]
) -> None:
    harness, decisions = province.procedures, [step for step in steps if step.path == "/v1/decisions"]
    opened = await province.post(harness, "/v1/review-rounds", dataset.review_round(), "round")

    async def results(group_by: str) -> dict[str, Any]:
        path, params = f"/v1/review-rounds/{opened['id']}/results", {"group_by": group_by, "limit": "500"}
        response = await harness.http.get(path, params=params, headers=harness.bearer("reviews.read"))
        return dict(response.json())

    found = await results("agency")
    assert len(found["items"]) == dataset.REVIEW["agencies"] == 26
    assert {one["key"]: one["procedures"] for one in found["items"]} == counted_by_agency(decisions)
    assert {one["key"]: one["procedures"] for one in (await results("level"))["items"]} == counted_by_level(decisions)
    assert {one["key"]: one["name"] for one in found["items"]} == {
        one["code"]: one["name"] for one in dataset.agencies()
    }
    total = found["total"]
    assert (total["procedures"], total["gone"]) == (1_936, REPEALED)
    time, papers = total["targets"]
    (share,) = time["shares"]
    assert (share["unit"], share["not_comparable"]) == ("working_day", 3 * REPEALED)
    assert 0 < int(share["numerator"]) < int(share["denominator"])
    assert [papers["shares"][0][name] for name in ("unit", "denominator", "not_comparable")] == [None, "1936", 0]


def counted_by_agency(decisions: list[dataset.Step]) -> dict[str, int]:
    """How many procedures of the opening catalogue each agency handles, read from the bodies alone."""
    found: Counter[str] = Counter()
    for content in opening(decisions):
        codes = {one["code"] for one in content["agencies"] if one["code"]}
        found.update(codes or {content["agency_code"]})
    return dict(found)


def counted_by_level(decisions: list[dataset.Step]) -> dict[str, int]:
    return dict(Counter(level for content in opening(decisions) for level in content["levels"]))


def opening(decisions: list[dataset.Step]) -> list[dict[str, Any]]:
    return [item["content"] for step in decisions if step.body["signed_on"] < "2023" for item in step.body["items"]]


async def test_one_item_less_in_one_decision_of_the_book_and_the_counted_figures_follow(
    province: Province, steps: list[dataset.Step]
) -> None:
    of_2023, of_2024 = await province.figures(2023), await province.figures(2024)
    offered = Counter(DatasetOracle().apply(steps).offered_on(date(2023, 12, 31)).values())
    expected = dataset.EXPECTED[2023] | {
        "repealed": REPEALED,
        "procedures": dataset.EXPECTED[2023]["procedures"] - 1,
        "online": offered.total(),
        "online_full": offered["full"],
        "online_partial": offered["partial"],
    }
    assert {key: of_2023[key] for key in expected} == expected
    assert {key: of_2024[key] for key in dataset.EXPECTED[2024]} == dataset.EXPECTED[2024]
