"""The dataset has the totals of the brief, counted from the request bodies alone."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from suite import dataset
from tests.support.dataset_oracle import DatasetOracle

Body = dict[str, Any]


@pytest.fixture(scope="module")
def oracle() -> DatasetOracle:
    """Applies the whole dataset; the oracle itself refuses what is not lawful."""
    return DatasetOracle().apply(dataset.steps())


def first_time_limit(content: Body) -> int:
    return int(content["channels"][0]["time_limits"][0]["amount"])


def items_of(decisions: list[Body]) -> list[Body]:
    return [item for body in decisions for item in body["items"]]


def figures(oracle: DatasetOracle, year: int) -> dict[str, int]:
    decisions = [body for body in oracle.of_year(year) if "opening_catalogue" not in body["topics"]]
    kinds = Counter(item["kind"] for item in items_of(decisions))
    topics = Counter(topic for body in decisions for topic in body["topics"])
    essential = items_of([body for body in decisions if "essential_services" in body["topics"]])
    successors = {item["successor_code"] for item in essential}
    offered = Counter(oracle.offered_on(date(year, 12, 31)).values())
    declared = Counter(level for _, level in oracle.declared) if year == 2024 else Counter()
    return {
        "decisions": len(decisions),
        "agencies": len({body["agency_code"] for body in decisions}),
        "procedures": len(items_of(decisions)) - kinds["declare_online"],
        "introduced": kinds["introduce"],
        "changed": kinds["amend"] + kinds["replace"],
        "repealed": kinds["repeal"],
        "processes": sum(len(body["processes"]) for body in decisions),
        "household_book_decisions": topics["household_book"],
        "essential_decisions": topics["essential_services"],
        "essential_services": len({item["procedure_code"] for item in essential} - successors),
        "online": offered.total(),
        "online_full": offered["full"],
        "online_partial": offered["partial"],
        "declaring_decisions": topics["online_declaration"],
        "declaring_agencies": len(
            {body["agency_code"] for body in decisions if "online_declaration" in body["topics"]}
        ),
        "declared_online": declared.total(),
        **{f"declared_{level}": declared[level] for level in ("province", "district", "commune")},
    }


@pytest.mark.parametrize("year", sorted(dataset.EXPECTED))
def test_each_year_has_the_totals_of_the_brief(oracle: DatasetOracle, year: int) -> None:
    counted = figures(oracle, year)
    expected = dataset.EXPECTED[year] | dataset.ASSUMED.get(year, {})
    assert {key: counted[key] for key in expected} == expected


def test_the_opening_catalogue_has_1936_procedures(oracle: DatasetOracle) -> None:
    opening = oracle.of_year(2022)
    assert {topic for body in opening for topic in body["topics"]} == {"opening_catalogue"}
    assert {item["kind"] for item in items_of(opening)} == {"introduce"}
    assert len(items_of(opening)) == 1_936
    assert len([code for code in oracle.law if oracle.is_law(code, date(2023, 12, 31))]) == 1_936 + 61 - 103


def test_the_departments_of_2024_are_those_of_the_brief(oracle: DatasetOracle) -> None:
    names = {agency["code"]: agency["name"] for agency in dataset.agencies()}
    assert {names[body["agency_code"]] for body in oracle.of_year(2024)} == {
        "Sở Thông tin và Truyền thông",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Khoa học và Công nghệ",
        "Sở Xây dựng",
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Sở Tài nguyên và Môi trường",
        "Sở Giao thông vận tải",
        "Sở Nội vụ",
    }


def test_an_essential_service_that_was_changed_twice_or_replaced_counts_once(oracle: DatasetOracle) -> None:
    essential = items_of([body for body in oracle.of_year(2023) if "essential_services" in body["topics"]])
    counts = Counter(item["procedure_code"] for item in essential)
    assert len(essential) == 56
    assert max(counts.values()) == 2
    assert {item["successor_code"] for item in essential if item["successor_code"]} & set(counts)


def test_the_hours_of_internal_and_inter_agency_processes_add_up_to_the_time_limit(
    oracle: DatasetOracle,
) -> None:
    bodies = oracle.of_year(2023)
    limits = {
        (body["number"], item["successor_code"] or item["procedure_code"]): first_time_limit(item["content"])
        for body in bodies
        for item in body["items"]
        if item["content"]
    }
    kinds = Counter(process["inter_agency"] for body in bodies for process in body["processes"])
    assert kinds[True] > 40
    assert kinds[False] > 400
    for body in bodies:
        for process in body["processes"]:
            hours = [step["hours"] for step in process["steps"]]
            assert min(hours) > 0
            assert sum(hours) == 8 * limits[body["number"], process["procedure_code"]]


def test_a_procedure_that_ended_is_no_longer_offered(oracle: DatasetOracle) -> None:
    ended = [code for code, spans in oracle.law.items() if spans[-1].end is not None]
    assert len(ended) == 103 + 51
    were_offered = [code for code in ended if oracle.services[code]]
    assert len(were_offered) > 100
    assert not [code for code in were_offered if code in oracle.offered_on(date(2023, 12, 31))]
