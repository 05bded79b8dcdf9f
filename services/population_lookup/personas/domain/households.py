"""Households: a head, perhaps a spouse, children, and an old mother or father. Records name each relative as that
person's own record does."""

from dataclasses import dataclass
from random import Random

from population_lookup.personas.domain.draws import WeightedChoice
from population_lookup.personas.domain.naming import family_name, full_name
from population_lookup.personas.domain.numbering import UniqueNumbers
from population_lookup.personas.domain.persons import EthnicGroup, Person, ethnic_groups, person
from population_lookup.personas.domain.places import residence
from population_lookup.register.domain.citizen import Address, Citizen, Coded, HouseholdHead, Relative
from population_lookup.register.domain.personal_id import FEMALE, MALE

HEAD, WIFE, HUSBAND, CHILD, FATHER, MOTHER = (Coded("QuanHe", code) for code in ("00", "01", "02", "03", "04", "05"))
NEVER_MARRIED, MARRIED, DIVORCED_OR_WIDOWED = (Coded("TinhTrangHonNhan", code) for code in ("1", "2", "3"))
CHILDREN = WeightedChoice([(0, 12), (1, 25), (2, 41), (3, 16), (4, 6)])
OF_AGE, MARRIAGEABLE, LEAVES_HOME = 18, 20, 28


@dataclass(frozen=True, slots=True)
class Household:
    """What the members of a household share."""

    head: Person
    address: Address
    household_book: str | None


@dataclass(frozen=True, slots=True)
class Kinship:
    relation: Coded
    marital_status: Coded
    father: Relative | None = None
    mother: Relative | None = None
    spouse: Relative | None = None


def household(rng: Random, numbers: UniqueNumbers, max_members: int) -> list[Citizen]:
    """Returns at most `max_members` members. The head and a spouse come first, so that nobody is named who is left
    out."""
    age = round(rng.triangular(24, 84, 41))
    head = _adult(rng, numbers, age, MALE if rng.random() < 0.72 else FEMALE, ethnic_groups().draw(rng))
    spouse = _spouse(rng, numbers, head) if max_members > 1 and rng.random() < 0.82 else None
    shared = Household(
        head, residence(rng), f"08{rng.randrange(10**7):07d}" if age > 30 and rng.random() < 0.7 else None
    )
    parent = _parent(rng, numbers, head) if max_members > 2 and age < 60 and rng.random() < 0.2 else None
    members = [_citizen(rng, shared, head, _kinship_of_head(rng, head, spouse, parent))]
    if spouse is not None:
        members.append(_citizen(rng, shared, spouse, _kinship_of_spouse(rng, head, spouse)))
    if parent is not None:
        relation = FATHER if parent.sex == MALE else MOTHER
        members.append(
            _citizen(rng, shared, parent, Kinship(relation, DIVORCED_OR_WIDOWED, *_former_parents(rng, parent)))
        )
    children = _children(rng, numbers, head, spouse)
    return members + [_child(rng, shared, child, spouse) for child in children[: max_members - len(members)]]


def _adult(rng: Random, numbers: UniqueNumbers, age: int, sex: str, group: EthnicGroup) -> Person:
    return person(rng, numbers, age=age, sex=sex, group=group, family=family_name(rng, group.people))


def _spouse(rng: Random, numbers: UniqueNumbers, head: Person) -> Person:
    age = max(MARRIAGEABLE, head.age + rng.randint(-6, 6))
    group = head.group if rng.random() < 0.85 else ethnic_groups().draw(rng)
    return _adult(rng, numbers, age, MALE if head.sex == FEMALE else FEMALE, group)


def _parent(rng: Random, numbers: UniqueNumbers, head: Person) -> Person:
    """The head's mother or father, living in the household. A father passes on his family name, a mother keeps her
    own."""
    sex = FEMALE if rng.random() < 0.7 else MALE
    family = head.family_name if sex == MALE else family_name(rng, head.group.people)
    return person(rng, numbers, age=head.age + rng.randint(20, 34), sex=sex, group=head.group, family=family)


def _children(rng: Random, numbers: UniqueNumbers, head: Person, spouse: Person | None) -> list[Person]:
    count = CHILDREN.draw(rng) if spouse is not None else rng.choice((0, 0, 0, 1))
    father = head if head.sex == MALE else spouse
    oldest = min(parent.age for parent in (head, spouse) if parent is not None) - MARRIAGEABLE
    ages = sorted((rng.randint(0, oldest) for _ in range(count if oldest >= 0 else 0)), reverse=True)
    return [
        person(
            rng,
            numbers,
            age=age,
            sex=rng.choice((MALE, FEMALE)),
            group=(father or head).group,
            family=(father or head).family_name,
            born_in=head.birth_place,
        )
        for age in ages
        if age < LEAVES_HOME
    ]


def _kinship_of_head(rng: Random, head: Person, spouse: Person | None, parent: Person | None) -> Kinship:
    father, mother = _former_parents(rng, head)
    if parent is not None and parent.sex == MALE:
        father = parent.as_relative()
    elif parent is not None:
        mother = parent.as_relative()
    alone = NEVER_MARRIED if head.age < 40 else DIVORCED_OR_WIDOWED
    return Kinship(HEAD, MARRIED if spouse else alone, father, mother, spouse.as_relative() if spouse else None)


def _kinship_of_spouse(rng: Random, head: Person, spouse: Person) -> Kinship:
    relation = WIFE if spouse.sex == FEMALE else HUSBAND
    return Kinship(relation, MARRIED, *_former_parents(rng, spouse), head.as_relative())


def _child(rng: Random, shared: Household, child: Person, spouse: Person | None) -> Citizen:
    parents = {parent.sex: parent.as_relative() for parent in (shared.head, spouse) if parent is not None}
    return _citizen(rng, shared, child, Kinship(CHILD, NEVER_MARRIED, parents.get(MALE), parents.get(FEMALE)))


def _former_parents(rng: Random, person: Person) -> tuple[Relative, Relative]:
    """Parents who live elsewhere or have died: known by name, not by number."""
    people = person.group.people
    father = full_name(rng, people, MALE, person.family_name)
    return Relative(father), Relative(full_name(rng, people, FEMALE, family_name(rng, people)))


def _citizen(rng: Random, shared: Household, person: Person, kinship: Kinship) -> Citizen:
    elsewhere = person.age >= OF_AGE and rng.random() < 0.08
    head = shared.head
    return Citizen(
        personal_id=person.personal_id,
        old_identity_card=person.old_identity_card,
        full_name=person.full_name,
        sex=Coded("GioiTinh", person.sex),
        ethnic_group=person.group.coded,
        religion=person.religion,
        marital_status=kinship.marital_status,
        blood_group=person.blood_group,
        birth_date=person.birth,
        birth_registration_place=person.birth_registration_place,
        nationality="VN",
        native_place=Address(head.birth_place["former_province"], None, None, ""),
        permanent_residence=shared.address,
        current_residence=residence(rng) if elsewhere else shared.address,
        father=kinship.father,
        mother=kinship.mother,
        spouse=kinship.spouse,
        legal_representative=(kinship.father or kinship.mother) if person.age < OF_AGE else None,
        household_head=HouseholdHead(kinship.relation, head.full_name, head.personal_id, head.old_identity_card),
        household_book=shared.household_book,
    )
