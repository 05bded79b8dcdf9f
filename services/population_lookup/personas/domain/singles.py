"""Persons who live alone, with parents who are known by name only."""

from datetime import date

from population_lookup.personas.domain.communes import Home, draw_home, ethnic_groups
from population_lookup.personas.domain.draws import Draws
from population_lookup.personas.domain.edition import AS_OF, EDITION, EditionOptions
from population_lookup.personas.domain.families import Family
from population_lookup.personas.domain.naming import family_name, full_name
from population_lookup.personas.domain.numbering import FamilyNumbers
from population_lookup.personas.domain.persons import Person, birth_in, day_in
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Relative
from population_lookup.register.domain.personal_id import FEMALE, MALE


def draw_single(draws: Draws, options: EditionOptions, numbers: FamilyNumbers) -> Family:
    family, home = Family(draws, options, numbers), draw_home(draws)
    person = _alone(family, home, birth_in(draws, AS_OF.year - draws.between(20, 80)), draws.one_of((MALE, FEMALE)))
    family.move_into_own(home, person)
    return family


def draw_double(draws: Draws, options: EditionOptions, numbers: FamilyNumbers, pair: int) -> Family:
    """One of two who share name, sex and birth date: these are drawn from the pair, all else from the index."""
    family, home, shared = Family(draws, options, numbers), draw_home(draws), Draws(options.seed, EDITION, "pair", pair)
    year, sex = AS_OF.year - shared.between(25, 60), shared.one_of((MALE, FEMALE))
    birth = BirthDate(year, day_in(shared, date(year, 1, 1), date(year, 12, 31)))
    person = _alone(family, home, birth, sex)
    person.full_name = full_name(shared, "kinh", sex, family_name(shared, "kinh"), year)
    family.move_into_own(home, person)
    return family


def _alone(family: Family, home: Home, birth: BirthDate, sex: str) -> Person:
    draws = family.draws
    group = home.commune.groups.draw(draws)
    person = family.born(birth, sex, group, home)
    people = ethnic_groups()[group][1]
    person.father = Relative(full_name(draws, people, MALE, person.family_name, birth.year - 30))
    person.mother = Relative(full_name(draws, people, FEMALE, family_name(draws, people), birth.year - 27))
    return person
