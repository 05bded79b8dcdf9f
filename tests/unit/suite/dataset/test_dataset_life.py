"""The book has the life of a real one in it, is the same every time, and its tables decide what it says."""

import json
from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from common.contracts.parts import PopulationField
from suite import dataset
from suite.dataset import issuing_agencies as offices
from suite.dataset import plans, tables
from suite.dataset.draws import take
from suite.dataset.issuing_agencies import legal_documents
from tests.support.dataset_oracle import DatasetOracle

DIGEST = "7fbda6a63e3e1112d6276ee040151ca8d79bf9f606d20a8b6bda8c3cb85f136c"
"""Of every step in order. It changes when the book does: look at what changed, then pin the new one."""


@pytest.fixture(scope="module")
def steps() -> list[dataset.Step]:
    return list(dataset.steps())


def digest(steps: list[dataset.Step]) -> str:
    total = sha256()
    for step in steps:
        spelled = json.dumps(
            [step.path, step.body, step.key, step.label], sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        total.update(spelled.encode())
    return total.hexdigest()


def test_the_book_is_the_same_every_time(steps: list[dataset.Step]) -> None:
    assert digest(list(dataset.steps())) == digest(steps)
    assert digest(steps) == DIGEST


def test_each_step_has_a_key_of_its_own(steps: list[dataset.Step]) -> None:
    assert len({step.key for step in steps}) == len(steps)


def test_bodies_are_plain_json_of_national_size(steps: list[dataset.Step]) -> None:
    sizes = [len(json.dumps(step.body, ensure_ascii=False).encode()) for step in steps]
    assert 3_000_000 < sum(sizes) < 10_000_000
    assert max(sizes) < 1_000_000


def test_some_decisions_were_recorded_after_later_ones_that_touch_the_same_procedures(
    steps: list[dataset.Step],
) -> None:
    of_2023 = [step.body for step in steps if step.body.get("signed_on", "").startswith("2023")]
    reached, late = date.min, []
    for body in of_2023:
        signed = date.fromisoformat(body["signed_on"])
        late += [body] if signed < reached else []
        reached = max(reached, signed)
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
    ahead = [
        (date.fromisoformat(item["effective_on"]) - date.fromisoformat(step.body["signed_on"])).days
        for step in steps
        for item in step.body.get("items", ())
    ]
    assert min(ahead) < -10
    assert max(ahead) > 30


def test_all_twenty_population_fields_are_asked_for_by_some_procedure(steps: list[dataset.Step]) -> None:
    asked = {
        field
        for step in steps
        for item in step.body.get("items", ())
        if item["content"]
        for field in item["content"]["population_fields"]
    }
    assert asked == {str(field) for field in PopulationField}


def test_nobody_must_show_a_household_book_after_2022(steps: list[dataset.Step]) -> None:
    told: dict[bool, Counter[bool]] = {True: Counter(), False: Counter()}
    for step in steps:
        for item in step.body.get("items", ()):
            if item["content"]:
                spelled = json.dumps(item["content"], ensure_ascii=False)
                told[step.body["signed_on"] < "2023"][("household_book" in spelled) or ("Sổ hộ khẩu" in spelled)] += 1
    assert told[True][True] > 100
    assert not told[False][True]


def test_names_are_credible_one_line_texts_that_do_not_repeat_within_an_agency(steps: list[dataset.Step]) -> None:
    names = [
        (item["content"]["agency_code"], item["content"]["name"])
        for step in steps
        for item in step.body.get("items", ())
        if item["kind"] == "introduce"
    ]
    assert len(set(names)) == len(names)
    assert all(name == " ".join(name.split()) and name[0].isupper() and "{" not in name for _, name in names)


def test_every_field_and_agency_that_a_body_names_is_in_the_book(steps: list[dataset.Step]) -> None:
    agencies, fields = {agency["code"] for agency in dataset.agencies()}, {field["code"] for field in dataset.fields()}
    contents = [item["content"] for step in steps for item in step.body.get("items", ()) if item["content"]]
    assert len(agencies) == 26
    assert len({step.body["agency_code"] for step in steps if step.path == "/v1/decisions"}) == 16
    handling = {one["code"] for content in contents for one in content["agencies"] if one["code"]}
    assert {content["field_code"] for content in contents} <= fields
    assert {content["agency_code"] for content in contents} | handling == agencies


def test_the_landmark_of_the_story_is_in_force_today_online_in_full_and_lawful_for_lookups(
    steps: list[dataset.Step],
) -> None:
    told = DatasetOracle().apply(steps)
    code, today = dataset.LANDMARK.procedure_code, date(2026, 11, 23)
    assert told.is_law(code, today)
    assert told.offered_on(today)[code] == "full"
    (content,) = [
        item["content"] for step in steps for item in step.body.get("items", ()) if item["procedure_code"] == code
    ]
    assert tuple(content["population_fields"]) == dataset.LANDMARK.population_fields
    assert {"full_name", "birth_date", "permanent_residence"} <= set(dataset.LANDMARK.population_fields)
    told_of = (content["name"], content["agency_code"], content["field_code"])
    assert told_of == (dataset.LANDMARK.name, dataset.LANDMARK.agency_code, dataset.LANDMARK.field_code)


def test_decisions_are_signed_on_working_days_and_cite_what_had_been_issued() -> None:
    for year in (2022, 2023, 2024):
        for planned in plans.decisions_of(year):
            assert planned.signed_on.year == year
            assert planned.signed_on.weekday() < 5, planned
            assert planned.document in legal_documents().values()


def test_a_changed_table_changes_the_book(monkeypatch: pytest.MonkeyPatch) -> None:
    """One repeal less in one Decision of the ledger is one repeal less in its body, and nothing else is repealed in its
    stead."""
    rows = tables.rows("decisions_2023")
    ledger = next(row for row in rows if int(row["repeal"]) > 2)
    changed = tuple({**row, "repeal": str(int(row["repeal"]) - 1)} if row is ledger else row for row in rows)
    monkeypatch.setattr(plans, "rows", lambda name: changed if name == "decisions_2023" else tables.rows(name))
    plans.decisions_of.cache_clear()
    try:
        kinds = Counter(item["kind"] for step in dataset.steps() for item in step.body.get("items", ()))
    finally:
        monkeypatch.undo()
        plans.decisions_of.cache_clear()
    assert kinds["repeal"] == 102


def test_tables_that_ask_for_more_than_there_is_are_refused() -> None:
    with pytest.raises(ValueError, match="ask for 3, there are 2"):
        take(3, [1, 2], "12/QĐ-UBND")


def test_the_issuing_body_is_data() -> None:
    assert offices.issuing_body().code == "H60"
