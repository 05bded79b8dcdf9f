"""What the cases of personas are made of: persons with fixed names and days, their households and marriages."""

from datetime import date
from functools import cache

from population_lookup.personas.domain.communes import Home, communes_of_today
from population_lookup.personas.domain.families import Family
from population_lookup.personas.domain.households import Household
from population_lookup.personas.domain.marriages import Marriage
from population_lookup.personas.domain.persons import Person
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Relative
from population_lookup.register.domain.personal_id import FEMALE, MALE

KINH, TAY, HMONG, DAO, EDE = "01", "02", "08", "09", "12"
MINH_XUAN = "02215"


@cache
def home_in(commune: str, former: str | None = None) -> Home:
    unit = next(unit for unit in communes_of_today() if unit.code == commune)
    whole = (each for each in unit.predecessors if not each.is_divided)
    return Home(unit, next(each for each in unit.predecessors if each.code == former) if former else next(whole))


def add(family: Family, name: str, sex: str, born: str, group: str = KINH, home: Home | None = None) -> Person:
    """A person with this name and birth date; parents are known by name only."""
    person = family.born(BirthDate.parse(born), sex, group, home or home_in(MINH_XUAN), name.split(maxsplit=1)[0])
    person.full_name = name
    person.father = Relative(f"{person.family_name} Văn Phú")
    person.mother = Relative("Bàn Thị Sếnh" if group == DAO else "Trần Thị Lành")
    return person


def man(family: Family, name: str, born: str, group: str = KINH, home: Home | None = None) -> Person:
    return add(family, name, MALE, born, group, home)


def woman(family: Family, name: str, born: str, group: str = KINH, home: Home | None = None) -> Person:
    return add(family, name, FEMALE, born, group, home)


def child(family: Family, name: str, sex: str, born: str, father: Person | None, mother: Person | None) -> Person:
    person = add(family, name, sex, born)
    person.father, person.mother = father, mother
    for parent in (father, mother):
        if parent is not None:
            parent.children.append(person)
    return person


def married(family: Family, spouse: Person, other: Person | Relative, since: date) -> Marriage:
    spouse.spouse = other
    if isinstance(other, Person):
        other.spouse = spouse
    marriage = Marriage(spouse, other, since)
    family.marriages.append(marriage)
    return marriage


def together(family: Family, *members: Person) -> Household:
    """The first adult is the head."""
    return family.move_into_own(members[0].home, *members)


def alone(family: Family, person: Person) -> Person:
    together(family, person)
    return person
