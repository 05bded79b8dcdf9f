"""The 40 personas: people with fixed names, birth dates and numbers in every register, whatever its seed. Each is a
case that a client must handle, and exists ten times with ten numbers, so that tests which run at once share nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from population_lookup.personas.domain.draws import Draws
from population_lookup.personas.domain.edition import EditionOptions
from population_lookup.personas.domain.families import Family
from population_lookup.personas.domain.kin_personas import (
    child_of_both_parents,
    child_of_the_mother,
    child_with_guardian,
    divorced_woman,
    elder_alone,
    head_of_three_generations,
    married_again,
    married_man,
    newborn,
    of_age_today,
    person_of_the_cases,
    single_woman,
    spouse_from_china,
    spouse_from_korea,
    twin,
    under_age_still,
    unlike_twins,
    ward,
    widow,
    widower_married_again,
)
from population_lookup.personas.domain.numbering import PersonaNumbers
from population_lookup.personas.domain.persons import Person
from population_lookup.personas.domain.record_personas import (
    apostrophe_in_the_name,
    born_on_a_leap_day,
    born_on_new_years_day,
    catholic,
    centenarian,
    dead,
    declared_dead,
    double,
    eth_in_the_name,
    in_a_divided_commune,
    lives_elsewhere,
    long_name,
    missing,
    never_had_a_paper_register,
    no_blood_group,
    no_old_card,
    old_card,
    other_sex_in_the_number,
    short_name,
    year_only,
)
from population_lookup.personas.domain.records import records_of
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.household import RegisteredHousehold

COPIES = 10


@dataclass(frozen=True, slots=True)
class Persona:
    """`build` adds the persons and households of the case to a family; the first person added is the persona."""

    name: str
    build: Callable[[Family], Person]


PERSONAS = (
    Persona("person-of-the-cases", person_of_the_cases),
    Persona("married-man", married_man),
    Persona("single-woman", single_woman),
    Persona("divorced-woman", divorced_woman),
    Persona("widow", widow),
    Persona("married-again", married_again),
    Persona("widower-married-again", widower_married_again),
    Persona("spouse-from-korea", spouse_from_korea),
    Persona("spouse-from-china", spouse_from_china),
    Persona("child-of-both-parents", child_of_both_parents),
    Persona("child-of-the-mother", child_of_the_mother),
    Persona("child-with-guardian", child_with_guardian),
    Persona("ward", ward),
    Persona("twin", twin),
    Persona("unlike-twins", unlike_twins),
    Persona("newborn", newborn),
    Persona("of-age-today", of_age_today),
    Persona("under-age-still", under_age_still),
    Persona("elder-alone", elder_alone),
    Persona("head-of-three-generations", head_of_three_generations),
    Persona("year-only", year_only),
    Persona("no-old-card", no_old_card),
    Persona("old-card", old_card),
    Persona("dead", dead),
    Persona("missing", missing),
    Persona("declared-dead", declared_dead),
    Persona("other-sex-in-the-number", other_sex_in_the_number),
    Persona("double", double),
    Persona("apostrophe-in-the-name", apostrophe_in_the_name),
    Persona("eth-in-the-name", eth_in_the_name),
    Persona("long-name", long_name),
    Persona("short-name", short_name),
    Persona("lives-elsewhere", lives_elsewhere),
    Persona("in-a-divided-commune", in_a_divided_commune),
    Persona("no-household-book", never_had_a_paper_register),
    Persona("catholic", catholic),
    Persona("no-blood-group", no_blood_group),
    Persona("centenarian", centenarian),
    Persona("born-on-a-leap-day", born_on_a_leap_day),
    Persona("born-on-new-years-day", born_on_new_years_day),
)
PERSONA_UNITS = len(PERSONAS) * COPIES


def draw_persona(unit: int) -> Family:
    """The first units of every register: the 40 personas, then their other copies."""
    copy, ordinal = divmod(unit, len(PERSONAS))
    return _drawn(ordinal, copy)[0]


def _drawn(ordinal: int, copy: int) -> tuple[Family, Person]:
    persona = PERSONAS[ordinal]
    family = Family(Draws("persona", persona.name), EditionOptions(0), PersonaNumbers(ordinal, copy))
    return family, persona.build(family)


@cache
def records_of_copies(ordinal: int) -> tuple[Citizen, ...]:
    """The record of each copy of a persona; the copies differ in numbers alone. Codes have no names."""
    return tuple(_record(*_drawn(ordinal, copy), copy * len(PERSONAS) + ordinal) for copy in range(COPIES))


@cache
def household_of_first_copy(ordinal: int) -> RegisteredHousehold | None:
    """The household of a persona, under the first of the numbers; None for the dead. Codes have no names."""
    family, person = _drawn(ordinal, 0)
    records = records_of(family, ordinal)
    number = next(each.household for each in records.registrations if each.citizen.personal_id == person.personal_id)
    household = next((each for each in records.households if each.id == number), None)
    if household is None:
        return None
    return RegisteredHousehold.of(
        household.head, (each.citizen for each in records.registrations if each.household == household.id)
    )


def _record(family: Family, person: Person, unit: int) -> Citizen:
    citizens = (registration.citizen for registration in records_of(family, unit).registrations)
    return next(citizen for citizen in citizens if citizen.personal_id == person.personal_id)
