"""Synthetic residents: reproducible from a seed, with valid numbers and consistent relations."""

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files

import pytest

from population_lookup.personas.commands.draw_block import draw_block, draw_last_block
from population_lookup.personas.domain.communes import communes_of_today, former_communes
from population_lookup.personas.domain.draws import rows_of
from population_lookup.personas.domain.edition import EDITION, EditionOptions
from population_lookup.personas.domain.numbering import PERSON_OF_THE_CASES
from population_lookup.personas.domain.persona_descriptions import DESCRIPTIONS
from population_lookup.personas.domain.personas import PERSONA_UNITS, PERSONAS, records_of_copies
from population_lookup.personas.domain.residents import DOUBLES, families_up_to, generate_residents, unit
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.life_status import LifeStatus
from population_lookup.register.domain.personal_id import MALE, PersonalId, is_old_identity_card
from population_lookup.register.domain.registration import Ending, Kinship, Registration, Relation

SIZE = 12_000
PERSONS_OF_PERSONAS = 750
OPTIONS = EditionOptions(6)
FIRST_TEN_THOUSAND = {("2026.1", 6): "5b36bf2cec3edc4099c175e75551f58f77e78f4236b4591cbb96410e46708e18"}
"""SHA-256 of the lines of the first 10,000 residents: an edition never changes."""


@dataclass(frozen=True)
class Drawn:
    """The residents of the first families, and what relates them."""

    registrations: list[Registration]
    kinships: list[Kinship]

    @cached_property
    def many(self) -> list[Citizen]:
        return [registration.citizen for registration in self.registrations]

    @cached_property
    def by_number(self) -> dict[str, Citizen]:
        return {citizen.personal_id: citizen for citizen in self.many}

    @cached_property
    def in_households(self) -> list[Citizen]:
        return [registration.citizen for registration in self.registrations if registration.household is not None]

    @cached_property
    def living(self) -> set[str]:
        return {citizen.personal_id for citizen in self.in_households}


@cache
def drawn() -> Drawn:
    """They are drawn for the first test that needs them, not where tests are only collected."""
    families = list(families_up_to(OPTIONS, SIZE))
    return Drawn(
        [registration for family in families for registration in family.registrations],
        [kinship for family in families for kinship in family.kinships],
    )


def codes() -> dict[str, set[str]]:
    text = (files("population_lookup") / "migrations" / "versions" / "0001_first_schema" / "codes.csv").read_text(
        "utf-8"
    )
    codes_by_list: dict[str, set[str]] = {"QuanHe": {"06", "07", "08"}}
    for row in csv.DictReader(text.splitlines()):
        codes_by_list.setdefault(row["list"], set()).add(row["code"])
    return codes_by_list


def age(citizen: Citizen) -> int:
    return 2026 - citizen.birth_date.year


def test_the_first_ten_thousand_of_the_edition_never_change() -> None:
    block = draw_last_block(OPTIONS, 0, 10_000)
    digest = sha256(block.residents + block.households + block.kinships).hexdigest()
    assert digest == FIRST_TEN_THOUSAND[EDITION, OPTIONS.seed]


def test_another_seed_gives_other_people() -> None:
    others = {citizen.personal_id for citizen in list(generate_residents(1_500, seed=7))[PERSONS_OF_PERSONAS:]}
    assert len(others) > 700
    assert not others & set(drawn().by_number)


def test_a_family_is_the_same_whichever_is_drawn_before_it() -> None:
    assert draw_block(OPTIONS, 470, 10).residents == b"".join(
        draw_block(OPTIONS, index, 1).residents for index in range(470, 480)
    )


def test_a_larger_number_from_a_seed_starts_with_the_same_people() -> None:
    smaller = [citizen.personal_id for citizen in generate_residents(2_000, seed=6)]
    assert smaller[:1_940] == [citizen.personal_id for citizen in drawn().many[:1_940]]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 50, 999])
def test_exactly_the_requested_number_is_generated(count: int) -> None:
    assert len(list(generate_residents(count, seed=1))) == count


def test_every_number_is_unique_and_encodes_birth_year_and_mostly_the_sex() -> None:
    assert len(drawn().by_number) == len(drawn().many)
    cards = [citizen.old_identity_card for citizen in drawn().many if citizen.old_identity_card is not None]
    assert len(set(cards)) == len(cards)
    assert all(PersonalId(citizen.personal_id).birth_year == citizen.birth_date.year for citizen in drawn().many)
    differing = sum(PersonalId(citizen.personal_id).differs_in_sex(citizen.sex.code) for citizen in drawn().many)
    assert 0 < differing < 0.003 * len(drawn().many)


def test_nobody_can_have_a_number_unless_it_is_lifelike() -> None:
    assert {citizen.personal_id[:3] for citizen in drawn().many if citizen.personal_id != PERSON_OF_THE_CASES} == {
        "009",
        "003",
    }
    assert all(citizen.old_identity_card is None or citizen.old_identity_card[:2] == "00" for citizen in drawn().many)
    lifelike = [
        registration.citizen.personal_id
        for family in families_up_to(EditionOptions(6, lifelike=True), 4_000)
        for registration in family.registrations
    ][PERSONS_OF_PERSONAS:]
    places = Counter(number[:3] for number in lifelike)
    assert places["008"] + places["002"] > 0.9 * len(lifelike)
    assert set(places) <= codes()["NoiDangKyKhaiSinh"]
    assert len(places) > 5
    assert len(set(lifelike)) == len(lifelike)


def test_every_code_is_in_its_list() -> None:
    codes_by_list = codes()
    for citizen in drawn().many:
        coded = [citizen.sex, citizen.ethnic_group, citizen.religion, citizen.marital_status, citizen.blood_group]
        if citizen.household_head is not None:
            coded.append(citizen.household_head.relation)
        assert all(value.code in codes_by_list[value.list] for value in coded)


def test_ethnic_groups_differ_by_commune() -> None:
    groups: dict[str, Counter[str]] = {}
    for citizen in drawn().many:
        region = "Đồng Văn" if citizen.native_place.district == "026" else citizen.native_place.district or ""
        groups.setdefault(region, Counter())[citizen.ethnic_group.code] += 1
    assert groups["Đồng Văn"].most_common(1)[0][0] == "08"
    assert groups["070"].most_common(1)[0][0] == "01"
    assert groups["073"].most_common(1)[0][0] == "02"


def test_all_124_communes_have_residents_and_come_from_the_330_former_ones() -> None:
    assert len(communes_of_today()) == 124
    assert len(former_communes()) == 330
    assert all(commune.predecessors for commune in communes_of_today())
    today = {commune.code for commune in communes_of_today()}
    inhabited = {
        citizen.permanent_residence.commune for citizen in drawn().many if citizen.permanent_residence.district is None
    }
    assert inhabited <= today
    assert len(inhabited) > 110


def test_addresses_have_a_district_before_july_2025_only_and_where_a_commune_was_divided() -> None:
    divided = {former.code for former in former_communes() if former.is_divided}
    kept = 0
    for citizen in drawn().many:
        day = citizen.birth_date.day
        is_recent = day is not None and day.isoformat() >= "2025-07-01"
        assert (citizen.birth_registration_place.district is None) == is_recent
        assert citizen.birth_registration_place.detail
        if citizen.permanent_residence.district is not None:
            assert citizen.permanent_residence.commune in divided
            kept += 1
    assert 0 < kept < 0.1 * len(drawn().many)


def test_names_come_from_lists_of_the_required_size() -> None:
    families = {row["name"] for row in rows_of("names") if row["part"] == "family"}
    given = {row["name"] for row in rows_of("names") if row["part"].startswith("given")}
    assert len(families) >= 100
    assert len(given) >= 400


def test_living_spouses_name_each_other() -> None:
    pairs = 0
    for citizen in drawn().in_households:
        if citizen.spouse is not None and citizen.spouse.personal_id is not None:
            other = drawn().by_number[citizen.spouse.personal_id]
            assert other.spouse is not None
            assert other.spouse.personal_id == citizen.personal_id
            assert other.full_name == citizen.spouse.full_name
            assert citizen.marital_status.code == other.marital_status.code == "2"
            pairs += 1
    assert pairs > 4_000


def test_everyone_who_is_named_by_number_is_in_the_register_under_that_name() -> None:
    for citizen in drawn().many:
        for relative in (
            citizen.father,
            citizen.mother,
            citizen.spouse,
            citizen.legal_representative,
            citizen.household_head,
        ):
            if relative is not None and relative.personal_id is not None:
                assert drawn().by_number[relative.personal_id].full_name == relative.full_name


def test_most_living_fathers_are_named_by_number_over_three_generations() -> None:
    young = [citizen for citizen in drawn().in_households if age(citizen) < 40 and citizen.father is not None]
    by_name = sum(citizen.father.personal_id is None for citizen in young if citizen.father)
    living = sum(citizen.father.personal_id in drawn().living for citizen in young if citizen.father)
    assert living / (living + by_name) >= 0.6
    generations = [
        citizen
        for citizen in drawn().many
        if citizen.father is not None
        and citizen.father.personal_id is not None
        and (father := drawn().by_number[citizen.father.personal_id]).mother is not None
        and father.mother.personal_id in drawn().by_number
    ]
    assert len(generations) > 0.1 * len(drawn().many)


def test_kin_are_named_across_households() -> None:
    heads = {citizen.personal_id: citizen.household_head for citizen in drawn().in_households}
    across = 0
    for citizen in drawn().in_households:
        if citizen.father is not None and (head := heads.get(citizen.father.personal_id or "")) is not None:
            assert citizen.household_head is not None
            across += head.personal_id != citizen.household_head.personal_id
    assert across > 1_000


def test_parents_are_old_enough_and_of_the_sex_that_they_must_be() -> None:
    for citizen in drawn().many:
        for parent, sex in ((citizen.father, "1"), (citizen.mother, "2")):
            if parent is not None and parent.personal_id is not None:
                record = drawn().by_number[parent.personal_id]
                assert record.sex.code == sex
                assert age(record) - age(citizen) >= 18


def test_a_child_bears_its_fathers_family_name() -> None:
    for citizen in drawn().many:
        if citizen.father is not None and citizen.father.personal_id in drawn().by_number:
            assert citizen.full_name.split()[0] == citizen.father.full_name.split()[0]


def test_living_minors_have_a_legal_representative_and_some_have_a_guardian_who_is_no_parent() -> None:
    wards = {kinship.personal_id for kinship in drawn().kinships if kinship.relation is Relation.GUARDIANSHIP}
    guardians = 0
    for citizen in drawn().in_households:
        if age(citizen) < 18:
            assert citizen.legal_representative is not None
        elif age(citizen) > 18:
            assert (citizen.legal_representative is None) or citizen.personal_id in wards
        if citizen.legal_representative is not None:
            guardians += citizen.legal_representative not in (citizen.father, citizen.mother)
    assert guardians > 0


def test_a_household_lives_under_one_head_at_one_address() -> None:
    for citizen in drawn().in_households:
        assert citizen.household_head is not None
        head = drawn().by_number[citizen.household_head.personal_id or ""]
        assert head.permanent_residence == citizen.permanent_residence
        assert (citizen.household_head.relation.code == "00") == (head is citizen)


def test_rare_lives_are_generated_with_their_days() -> None:
    statuses = Counter(registration.life_status for registration in drawn().registrations)
    assert set(statuses) == set(LifeStatus)
    for registration in drawn().registrations:
        assert (registration.life_status is LifeStatus.LIVES) == (registration.life_status_since is None)
    endings = Counter(kinship.ended_by for kinship in drawn().kinships if kinship.relation is Relation.MARRIAGE)
    assert set(endings) == {None, Ending.DIVORCE, Ending.DEATH}
    husbands = Counter(kinship.personal_id for kinship in drawn().kinships if kinship.relation is Relation.MARRIAGE)
    assert max(husbands.values()) > 1
    assert any(citizen.spouse is not None and citizen.spouse.nationality != "VN" for citizen in drawn().many)


def test_some_siblings_are_twins() -> None:
    births = Counter(
        (citizen.mother.personal_id, citizen.birth_date)
        for citizen in drawn().many
        if citizen.mother is not None and citizen.mother.personal_id and citizen.birth_date.day
    )
    assert sum(count > 1 for count in births.values()) > 20


def test_three_percent_of_births_are_years_and_a_fifth_of_the_adults_has_no_old_card() -> None:
    assert 0.025 < sum(citizen.birth_date.day is None for citizen in drawn().many) / len(drawn().many) < 0.04
    adults = [citizen for citizen in drawn().many if age(citizen) > 18]
    assert 0.17 < sum(citizen.old_identity_card is None for citizen in adults) / len(adults) < 0.23
    assert all(
        citizen.old_identity_card is None or is_old_identity_card(citizen.old_identity_card) for citizen in drawn().many
    )


def test_twenty_pairs_share_name_and_birth_date() -> None:
    keys: Counter[tuple[str, BirthDate]] = Counter(
        (registration.citizen.full_name, registration.citizen.birth_date)
        for index in range(PERSONA_UNITS, PERSONA_UNITS + DOUBLES)
        for registration in unit(OPTIONS, index).registrations
    )
    assert list(keys.values()) == [2] * 20


def test_cases_that_clients_must_handle_are_generated() -> None:
    assert any(citizen.household_book is None for citizen in drawn().many)
    assert any(citizen.permanent_residence != citizen.current_residence for citizen in drawn().many)
    assert any("Đ" in citizen.full_name and citizen.sex.code == MALE for citizen in drawn().many)


def test_forty_personas_have_ten_fixed_numbers_each_whatever_the_seed() -> None:
    numbers = {record.personal_id: record for ordinal in range(len(PERSONAS)) for record in records_of_copies(ordinal)}
    assert (len(PERSONAS), len(numbers)) == (40, 400)
    assert len({persona.name for persona in PERSONAS}) == 40
    assert [persona.name for persona in PERSONAS] == list(DESCRIPTIONS)
    for seed in (6, 7):
        first = {citizen.personal_id: citizen for citizen in generate_residents(PERSONS_OF_PERSONAS, seed)}
        assert all(first[number] == record for number, record in numbers.items())


def test_the_person_of_the_example_requests_is_a_persona() -> None:
    key = records_of_copies(0)[0]
    assert (key.personal_id, key.full_name, str(key.birth_date)) == ("008190123456", "Đặng Thị Mẩy", "1990-03-07")
    assert drawn().by_number["008190123456"].spouse is not None
