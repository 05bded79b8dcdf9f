"""A family: three generations in several households, who name one another by number.

A couple in the middle, the parents, brothers and sisters of both, their spouses from outside, and all their children.
"""

from dataclasses import dataclass, field
from datetime import date

from population_lookup.personas.domain.communes import Home, draw_home, ethnic_groups
from population_lookup.personas.domain.draws import Draws, WeightedChoice
from population_lookup.personas.domain.edition import AS_OF, EditionOptions
from population_lookup.personas.domain.foreign_spouses import foreign_spouse
from population_lookup.personas.domain.households import Household, join_orphans, new_household
from population_lookup.personas.domain.lives import die, end_marriages_of_the_dead, live
from population_lookup.personas.domain.marriages import Marriage, divorce, earliest_year, marry
from population_lookup.personas.domain.naming import family_name, full_name
from population_lookup.personas.domain.numbering import Numbers
from population_lookup.personas.domain.persons import Person, birth_in, person
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Relative
from population_lookup.register.domain.personal_id import FEMALE, MALE

CHILDREN = WeightedChoice([(0, 12), (1, 25), (2, 41), (3, 16), (4, 6)])
SIBLINGS = WeightedChoice([(0, 22), (1, 36), (2, 28), (3, 14)])
TWINS, FOREIGN, DIVORCED, MARRIES_AGAIN, ORPHANED, WARDS = 0.012, 0.008, 0.07, 0.35, 0.012, 0.004
FIRST_MARRIAGE = 21


@dataclass(slots=True, eq=False, repr=False)
class Family:
    """What is drawn of one family."""

    draws: Draws
    options: EditionOptions
    numbers: Numbers
    households: list[Household] = field(default_factory=list)
    marriages: list[Marriage] = field(default_factory=list)

    def person(self, year: int, sex: str, group: str, home: Home, family: str | None = None) -> Person:
        return self.born(birth_in(self.draws, year), sex, group, home, family)

    def born(self, birth: BirthDate, sex: str, group: str, home: Home, family: str | None = None) -> Person:
        return person(
            self.draws,
            self.numbers,
            birth=birth,
            sex=sex,
            group=group,
            family=family or family_name(self.draws, ethnic_groups()[group][1]),
            home=home,
            lifelike=self.options.lifelike,
        )

    def move_into_own(self, home: Home, *members: Person) -> Household:
        household = new_household(self.draws, home, *members)
        self.households.append(household)
        return household


def draw_family(draws: Draws, options: EditionOptions, numbers: Numbers) -> Family:
    family, home = Family(draws, options, numbers), draw_home(draws)
    group = home.commune.groups.draw(draws)
    year = AS_OF.year - draws.near(22, 58, 35)
    other_home = home if draws.chance(0.6) else draw_home(draws)
    other_group = group if draws.chance(0.85) else other_home.commune.groups.draw(draws)
    husbands_parents, husband = _elders(family, home, group, year, MALE)
    wifes_parents, wife = _elders(
        family, other_home, other_group, min(year + draws.between(-3, 7), AS_OF.year - FIRST_MARRIAGE), FEMALE
    )
    _couple(family, home, husband, wife, _with_parents(family, husbands_parents, 0.4))
    for parents, child in ((husbands_parents, husband), (wifes_parents, wife)):
        _siblings(family, parents, child)
    _end(family, wife)
    return family


def _elders(family: Family, home: Home, group: str, childs_year: int, sex: str) -> tuple[Household, Person]:
    """A couple of the oldest generation, with the child who is in the middle of the family."""
    draws = family.draws
    mother = family.person(childs_year - draws.between(19, 36), FEMALE, group, home)
    father = family.person(min(mother.birth.year - draws.between(-2, 8), childs_year - 20), MALE, group, home)
    family.marriages.append(marry(draws, father, mother))
    household = family.move_into_own(home, father, mother)
    return household, _child(family, father, mother, birth_in(draws, childs_year), sex)


def _with_parents(family: Family, parents: Household, share: float) -> Household | None:
    return parents if family.draws.chance(share) else None


def _siblings(family: Family, parents: Household, child: Person) -> None:
    """Brothers and sisters, from the time when the mother was young enough."""
    draws, (father, mother) = family.draws, parents.members[:2]
    years = {child.birth.year}
    for _ in range(SIBLINGS.draw(draws)):
        year = mother.birth.year + draws.between(19, 42)
        if year in years or year > AS_OF.year or year - father.birth.year < 18:
            continue
        years.add(year)
        sibling = _child(family, father, mother, birth_in(draws, year), draws.one_of((MALE, FEMALE)))
        _settle(family, sibling, parents)


def _settle(family: Family, grown: Person, parents: Household) -> None:
    """Whoever is old enough may marry somebody from outside, and live elsewhere; others stay with the parents."""
    draws = family.draws
    if grown.age < FIRST_MARRIAGE + 1 or not draws.chance(0.86 if grown.age > 28 else 0.5):
        if grown.age > 28 and draws.chance(0.3):
            family.move_into_own(grown.home, grown)
        else:
            parents.members.append(grown)
        return
    home = grown.home if draws.chance(0.75) else draw_home(draws)
    if draws.chance(FOREIGN):
        family.marriages.append(marry(draws, grown, foreign_spouse(draws, grown)))
        family.move_into_own(home, grown)
        return
    spouse = _from_outside(family, grown, home)
    husband, wife = (grown, spouse) if grown.sex == MALE else (spouse, grown)
    _couple(family, home, husband, wife, _with_parents(family, parents, 0.2 if grown.sex == MALE else 0.05))


def _from_outside(family: Family, grown: Person, home: Home) -> Person:
    """A spouse whose parents are known by name only."""
    draws = family.draws
    apart = draws.between(-6, 1) if grown.sex == FEMALE else draws.between(-1, 6)
    year = min(grown.birth.year + apart, AS_OF.year - FIRST_MARRIAGE)
    group = grown.group if draws.chance(0.85) else home.commune.groups.draw(draws)
    spouse = family.person(year, MALE if grown.sex == FEMALE else FEMALE, group, home)
    people = ethnic_groups()[group][1]
    spouse.father = Relative(full_name(draws, people, MALE, spouse.family_name, year - 30))
    spouse.mother = Relative(full_name(draws, people, FEMALE, family_name(draws, people), year - 27))
    return spouse


def _couple(family: Family, home: Home, husband: Person, wife: Person, shared: Household | None) -> None:
    """Their marriage, their children, and where they live; a part of them divorce, and of those some marry again."""
    draws = family.draws
    marriage = marry(draws, husband, wife)
    family.marriages.append(marriage)
    if shared is None:
        household = family.move_into_own(home, husband, wife)
    else:
        household = shared
        household.members += [husband, wife]
    household.members += _children(family, husband, wife)
    if draws.chance(DIVORCED) and divorce(draws, marriage) and marriage.until is not None:
        leaving = husband if household.members[0] is not husband or draws.chance(0.5) else wife
        household.members.remove(leaving)
        own = family.move_into_own(leaving.home, leaving)
        if draws.chance(MARRIES_AGAIN) and marriage.until.year + 1 < AS_OF.year:
            _marry_again(family, own, leaving, marriage.until.year + 1)
    elif draws.chance(ORPHANED) and shared is None:
        for parent in (husband, wife):
            die(draws, parent)


def _marry_again(family: Family, own: Household, leaving: Person, year: int) -> None:
    spouse = _from_outside(family, leaving, leaving.home)
    if earliest_year(leaving, spouse) < AS_OF.year:
        family.marriages.append(marry(family.draws, leaving, spouse, year))
        own.members.append(spouse)


def _children(family: Family, husband: Person, wife: Person) -> list[Person]:
    draws = family.draws
    children: list[Person] = []
    year = max(wife.birth.year + 19, husband.birth.year + 20) + draws.below(6)
    for _ in range(CHILDREN.draw(draws)):
        if year > min(AS_OF.year, wife.birth.year + 44):
            break
        birth = birth_in(draws, year)
        born = range(2 if draws.chance(TWINS) else 1)
        children += [_child(family, husband, wife, birth, draws.one_of((MALE, FEMALE))) for _ in born]
        year += draws.between(2, 6)
    return children


def _child(family: Family, father: Person, mother: Person, birth: BirthDate, sex: str) -> Person:
    child = family.born(birth, sex, father.group, father.home, father.family_name)
    child.father, child.mother = father, mother
    father.children.append(child)
    mother.children.append(child)
    return child


def _end(family: Family, anchor: Person) -> None:
    persons = [member for household in family.households for member in household.members]
    live(family.draws, [person for person in persons if person.lives], anchor)
    end_marriages_of_the_dead(family.marriages)
    family.households[:] = [household for household in family.households if household.members]
    join_orphans(family.households)
    for member in persons:
        _give_guardian(family, member, persons)


def _give_guardian(family: Family, member: Person, persons: list[Person]) -> None:
    """Minors without parents have a guardian of the family, and so have a few adults."""
    if not member.lives:
        return
    parents = [parent for parent in (member.father, member.mother) if isinstance(parent, Person) and parent.lives]
    is_ward = member.is_of_age and member.spouse is None and family.draws.chance(WARDS) and not member.children
    if is_ward or (not member.is_of_age and not parents):
        kin = (*parents, *_grandparents(member), *persons)
        member.guardian = next((adult for adult in kin if adult.lives and adult.age > 24 and adult is not member), None)


def _grandparents(member: Person) -> list[Person]:
    parents = [parent for parent in (member.father, member.mother) if isinstance(parent, Person)]
    return [elder for parent in parents for elder in (parent.father, parent.mother) if isinstance(elder, Person)]


def guardianship_since(member: Person) -> date:
    """The day after the last parent's death, or the majority of an adult ward."""
    if member.is_of_age:
        return date(member.birth.year + 18, 12, 31)
    ends = [
        parent.life_status_since
        for parent in (member.father, member.mother)
        if isinstance(parent, Person) and parent.life_status_since is not None
    ]
    return max(ends, default=member.birth.day or date(member.birth.year, 12, 31))
