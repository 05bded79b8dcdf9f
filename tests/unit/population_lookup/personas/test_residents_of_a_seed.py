"""Synthetic residents: reproducible from a seed, with valid numbers and consistent relations."""

import csv
from collections import Counter
from importlib.resources import files

import pytest

from population_lookup.personas.domain.residents import generate_residents
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.personal_id import MALE, PersonalId, is_old_identity_card

MANY = list(generate_residents(6_000, seed=6))
BY_NUMBER = {citizen.personal_id: citizen for citizen in MANY}


def codes() -> dict[str, set[str]]:
    text = (files("population_lookup") / "migrations" / "versions" / "0001_first_schema" / "codes.csv").read_text(
        "utf-8"
    )
    codes_by_list: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        codes_by_list.setdefault(row["list"], set()).add(row["code"])
    return codes_by_list


def age(citizen: Citizen) -> int:
    return 2026 - citizen.birth_date.year


def test_a_seed_always_gives_the_same_people_and_another_seed_gives_others() -> None:
    assert list(generate_residents(200, seed=6)) == list(generate_residents(200, seed=6))
    assert list(generate_residents(200, seed=7))[:5] != MANY[:5]


def test_a_larger_number_from_a_seed_starts_with_the_same_people() -> None:
    assert list(generate_residents(200, seed=6))[:190] == MANY[:190]


def test_seed_six_gives_exactly_these_people() -> None:
    first = MANY[0]
    assert (first.personal_id, first.full_name, str(first.birth_date)) == (
        "002165796635",
        "Quan Thúy Huế",
        "1965-03-16",
    )


@pytest.mark.parametrize("count", [0, 1, 2, 3, 50])
def test_exactly_the_requested_number_is_generated(count: int) -> None:
    assert len(list(generate_residents(count, seed=1))) == count


def test_every_number_is_unique_and_encodes_birth_year_and_sex() -> None:
    assert len(BY_NUMBER) == len(MANY)
    for citizen in MANY:
        number = PersonalId(citizen.personal_id)
        assert number.birth_year == citizen.birth_date.year
        assert number.sex == citizen.sex.code


def test_most_were_registered_in_one_of_the_two_old_provinces() -> None:
    places = Counter(citizen.personal_id[:3] for citizen in MANY)
    assert places["008"] + places["002"] > 0.9 * len(MANY)
    assert set(places) <= codes()["NoiDangKyKhaiSinh"]
    assert len(places) > 5


def test_every_code_is_in_its_list() -> None:
    codes_by_list = codes()
    for citizen in MANY:
        coded = [citizen.sex, citizen.ethnic_group, citizen.religion, citizen.marital_status, citizen.blood_group]
        if citizen.household_head is not None:
            coded.append(citizen.household_head.relation)
        assert all(value.code in codes_by_list[value.list] for value in coded)


def test_each_of_the_54_ethnic_groups_can_be_drawn_and_the_local_ones_are_many() -> None:
    groups = Counter(citizen.ethnic_group.code for citizen in generate_residents(30_000, seed=3))
    assert len(groups) == 54
    assert {code for code, _ in groups.most_common(5)} == {"01", "02", "08", "09", "07"}


def test_spouses_name_each_other() -> None:
    pairs = 0
    for citizen in MANY:
        if citizen.spouse is not None and citizen.spouse.personal_id in BY_NUMBER:
            other = BY_NUMBER[citizen.spouse.personal_id]
            assert other.spouse is not None
            assert other.spouse.personal_id == citizen.personal_id
            assert other.full_name == citizen.spouse.full_name
            assert citizen.marital_status.code == other.marital_status.code == "2"
            pairs += 1
    assert pairs > 1_000


def test_everyone_who_is_named_by_number_is_in_the_register_under_that_name() -> None:
    for citizen in MANY:
        for relative in (
            citizen.father,
            citizen.mother,
            citizen.spouse,
            citizen.legal_representative,
            citizen.household_head,
        ):
            if relative is not None and relative.personal_id is not None:
                assert BY_NUMBER[relative.personal_id].full_name == relative.full_name


def test_parents_are_old_enough_and_of_the_sex_that_they_must_be() -> None:
    for citizen in MANY:
        for parent, sex in ((citizen.father, "1"), (citizen.mother, "2")):
            if parent is not None and parent.personal_id is not None:
                record = BY_NUMBER[parent.personal_id]
                assert record.sex.code == sex
                assert age(record) - age(citizen) >= 18


def test_a_child_bears_its_fathers_family_name() -> None:
    for citizen in MANY:
        if citizen.father is not None and citizen.father.personal_id in BY_NUMBER:
            assert citizen.full_name.split()[0] == citizen.father.full_name.split()[0]


def test_minors_and_only_minors_have_a_legal_representative_who_is_a_parent() -> None:
    for citizen in MANY:
        assert (citizen.legal_representative is not None) == (age(citizen) < 18)
        if citizen.legal_representative is not None:
            assert citizen.legal_representative in (citizen.father, citizen.mother)


def test_a_household_lives_under_one_head_at_one_address() -> None:
    for citizen in MANY:
        assert citizen.household_head is not None
        head = BY_NUMBER[citizen.household_head.personal_id or ""]
        assert head.permanent_residence == citizen.permanent_residence
        assert (citizen.household_head.relation.code == "00") == (head is citizen)


def test_cases_that_clients_must_handle_are_generated() -> None:
    assert any(citizen.birth_date.day is None for citizen in MANY)
    assert any(citizen.old_identity_card is None and age(citizen) > 30 for citizen in MANY)
    assert all(citizen.old_identity_card is None or is_old_identity_card(citizen.old_identity_card) for citizen in MANY)
    assert any(citizen.birth_registration_place.district is not None for citizen in MANY)
    assert all(citizen.permanent_residence.district is None for citizen in MANY)
    assert any(citizen.father is None for citizen in MANY)
    assert any(citizen.household_book is None for citizen in MANY)
    assert any("Đ" in citizen.full_name and citizen.sex.code == MALE for citizen in MANY)
