"""The dataset has the irregularities of real Decisions, is the same on every run, and depends on its tables alone."""

import json
from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from common.contracts.parts import PopulationField
from suite import dataset
from suite.dataset import issuing_agencies, plans, tables
from suite.dataset.draws import take
from suite.dataset.issuing_agencies import legal_documents
from tests.support.dataset_oracle import DatasetOracle

DIGEST = "492523587be1f58f1f07cbddbe23a4c290d58f91437f82745894735c5eb33407"
"""The digest of all steps in their order. It changes with the dataset: check what changed, then write the new one."""


@pytest.fixture(scope="module")
def steps() -> list[dataset.Step]:
    return list(dataset.steps())


def digest(steps: list[dataset.Step]) -> str:
    total = sha256()
    for step in steps:
        parts = [step.path, step.body, step.key, step.label]
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        total.update(text.encode())
    return total.hexdigest()


def test_the_dataset_is_the_same_on_every_run(steps: list[dataset.Step]) -> None:
    assert digest(list(dataset.steps())) == digest(steps)
    assert digest(steps) == DIGEST


def test_each_step_has_an_idempotency_key_of_its_own(steps: list[dataset.Step]) -> None:
    assert len({step.key for step in steps}) == len(steps)


def test_bodies_are_json_of_a_realistic_size(steps: list[dataset.Step]) -> None:
    sizes = [len(json.dumps(step.body, ensure_ascii=False).encode()) for step in steps]
    assert 3_000_000 < sum(sizes) < 10_000_000
    assert max(sizes) < 1_000_000


def test_some_decisions_were_recorded_after_later_ones_that_change_the_same_procedures(
    steps: list[dataset.Step],
) -> None:
    of_2023 = [step.body for step in steps if step.body.get("signed_on", "").startswith("2023")]
    latest, late = date.min, []
    for body in of_2023:
        signed = date.fromisoformat(body["signed_on"])
        late += [body] if signed < latest else []
        latest = max(latest, signed)
    assert len(late) == 3
    for body in late:
        codes = {item["procedure_code"] for item in body["items"]}
        before = of_2023[: of_2023.index(body)]
        assert any(item["procedure_code"] in codes for other in before for item in other["items"])
    assert any(
        item["procedure_code"] == other["procedure_code"] and item["effective_on"] < other["effective_on"]
        for body in late
        for item in body["items"]
        for before in of_2023[: of_2023.index(body)]
        for other in before["items"]
    )


def test_some_decisions_take_effect_before_they_are_signed_and_some_long_after(steps: list[dataset.Step]) -> None:
    delays = [
        (date.fromisoformat(item["effective_on"]) - date.fromisoformat(step.body["signed_on"])).days
        for step in steps
        for item in step.body.get("items", ())
    ]
    assert min(delays) < -10
    assert max(delays) > 30


def test_every_population_field_is_needed_by_some_procedure(steps: list[dataset.Step]) -> None:
    needed = {
        field
        for step in steps
        for item in step.body.get("items", ())
        if item["content"]
        for field in item["content"]["population_fields"]
    }
    assert needed == {str(field) for field in PopulationField}


def test_no_procedure_requires_a_household_register_after_2022(steps: list[dataset.Step]) -> None:
    until_2022 = since_2023 = 0
    for step in steps:
        for item in step.body.get("items", ()):
            text = json.dumps(item["content"], ensure_ascii=False)
            if "household_book" in text or "Sổ hộ khẩu" in text:
                until_2022 += step.body["signed_on"] < "2023"
                since_2023 += step.body["signed_on"] >= "2023"
    assert until_2022 > 100
    assert since_2023 == 0


def test_names_are_one_line_texts_that_do_not_repeat_within_an_agency(steps: list[dataset.Step]) -> None:
    names = [
        (item["content"]["agency_code"], item["content"]["name"])
        for step in steps
        for item in step.body.get("items", ())
        if item["kind"] == "introduce"
    ]
    assert len(set(names)) == len(names)
    assert all(name == " ".join(name.split()) and name[0].isupper() and "{" not in name for _, name in names)


def test_every_field_and_agency_of_a_body_is_in_the_registers(steps: list[dataset.Step]) -> None:
    agencies, fields = {agency["code"] for agency in dataset.agencies()}, {field["code"] for field in dataset.fields()}
    contents = [item["content"] for step in steps for item in step.body.get("items", ()) if item["content"]]
    assert len(agencies) == 26
    assert len({step.body["agency_code"] for step in steps if step.path == "/v1/decisions"}) == 16
    handling = {agency["code"] for content in contents for agency in content["agencies"] if agency["code"]}
    assert {content["field_code"] for content in contents} <= fields
    assert {content["agency_code"] for content in contents} | handling == agencies


def test_the_procedure_of_the_scenario_is_in_force_today_fully_online_and_permits_lookups(
    steps: list[dataset.Step],
) -> None:
    oracle = DatasetOracle().apply(steps)
    procedure, today = dataset.SCENARIO_PROCEDURE, date(2026, 11, 23)
    code = procedure.procedure_code
    assert oracle.is_law(code, today)
    assert oracle.offered_on(today)[code] == "full"
    (content,) = [
        item["content"] for step in steps for item in step.body.get("items", ()) if item["procedure_code"] == code
    ]
    assert tuple(content["population_fields"]) == procedure.population_fields
    assert {"full_name", "birth_date", "permanent_residence"} <= set(procedure.population_fields)
    described = (content["name"], content["agency_code"], content["field_code"])
    assert described == (procedure.name, procedure.agency_code, procedure.field_code)


def test_decisions_are_signed_on_working_days_and_cite_documents_of_the_tables() -> None:
    for year in (2022, 2023, 2024):
        for planned in plans.decisions_of(year):
            assert planned.signed_on.year == year
            assert planned.signed_on.weekday() < 5, planned
            assert planned.document in legal_documents().values()


def test_a_changed_table_changes_the_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one repeal less in one row, its Decision has one repeal less, and no other procedure is repealed instead."""
    rows = tables.rows("decisions_2023")
    reduced = next(row for row in rows if int(row["repeal"]) > 2)
    changed = tuple({**row, "repeal": str(int(row["repeal"]) - 1)} if row is reduced else row for row in rows)
    monkeypatch.setattr(plans, "rows", lambda name: changed if name == "decisions_2023" else tables.rows(name))
    plans.decisions_of.cache_clear()
    try:
        kinds = Counter(item["kind"] for step in dataset.steps() for item in step.body.get("items", ()))
    finally:
        monkeypatch.undo()
        plans.decisions_of.cache_clear()
    assert kinds["repeal"] == 102


def test_tables_that_require_more_than_there_is_are_refused() -> None:
    with pytest.raises(ValueError, match="require 3, there are 2"):
        take(3, [1, 2], "12/QĐ-UBND")


def test_the_issuing_body_is_data() -> None:
    assert issuing_agencies.issuing_body().code == "H60"
