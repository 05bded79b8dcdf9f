"""Households: a head, perhaps a spouse, children, and an old mother or father; each named in the others' records as
they are."""

from dataclasses import dataclass
from random import Random

from population_lookup.personas.domain.draws import Urn
from population_lookup.personas.domain.naming import family_name, full_name
from population_lookup.personas.domain.numbering import Numbers
from population_lookup.personas.domain.persons import EthnicGroup, Person, ethnic_groups, person
from population_lookup.personas.domain.places import residence
from population_lookup.register.domain.citizen import Address, Citizen, Coded, HouseholdHead, Relative
from population_lookup.register.domain.personal_id import FEMALE, MALE

HEAD, WIFE, HUSBAND, CHILD, FATHER, MOTHER = (Coded("QuanHe", code) for code in ("00", "01", "02", "03", "04", "05"))
NEVER_MARRIED, MARRIED, ALONE_AGAIN = (Coded("TinhTrangHonNhan", code) for code in ("1", "2", "3"))
CHILDREN = Urn([(0, 12), (1, 25), (2, 41), (3, 16), (4, 6)])
OF_AGE, MARRIAGEABLE, LEAVES_HOME = 18, 20, 28


@dataclass(frozen=True, slots=True)
class Home:
    """What the members of a household share."""

    head: Person
    address: Address
    household_book: str | None


@dataclass(frozen=True, slots=True)
class Kin:
    relation: Coded
    marital_status: Coded
    father: Relative | None = None
    mother: Relative | None = None
    spouse: Relative | None = None


def household(chance: Random, numbers: Numbers, room: int) -> list[Citizen]:
    """At most `room` members; the head and a spouse come before the others, so that nobody is named who is left out."""
    age = round(chance.triangular(24, 84, 41))
    head = _adult(chance, numbers, age, MALE if chance.random() < 0.72 else FEMALE, ethnic_groups().draw(chance))
    spouse = _spouse(chance, numbers, head) if room > 1 and chance.random() < 0.82 else None
    home = Home(
        head, residence(chance), f"08{chance.randrange(10**7):07d}" if age > 30 and chance.random() < 0.7 else None
    )
    parent = _parent(chance, numbers, head) if room > 2 and age < 60 and chance.random() < 0.2 else None
    members = [_citizen(chance, home, head, _kin_of_head(chance, head, spouse, parent))]
    if spouse is not None:
        members.append(_citizen(chance, home, spouse, _kin_of_spouse(chance, head, spouse)))
    if parent is not None:
        relation = FATHER if parent.sex == MALE else MOTHER
        members.append(_citizen(chance, home, parent, Kin(relation, ALONE_AGAIN, *_former_parents(chance, parent))))
    children = _children(chance, numbers, head, spouse)
    return members + [_child(chance, home, child, spouse) for child in children[: room - len(members)]]


def _adult(chance: Random, numbers: Numbers, age: int, sex: str, group: EthnicGroup) -> Person:
    return person(chance, numbers, age=age, sex=sex, group=group, family=family_name(chance, group.people))


def _spouse(chance: Random, numbers: Numbers, head: Person) -> Person:
    age = max(MARRIAGEABLE, head.age + chance.randint(-6, 6))
    group = head.group if chance.random() < 0.85 else ethnic_groups().draw(chance)
    return _adult(chance, numbers, age, MALE if head.sex == FEMALE else FEMALE, group)


def _parent(chance: Random, numbers: Numbers, head: Person) -> Person:
    """The head's mother or father, living in; a father has given his family name, a mother has kept hers."""
    sex = FEMALE if chance.random() < 0.7 else MALE
    family = head.family_name if sex == MALE else family_name(chance, head.group.people)
    return person(chance, numbers, age=head.age + chance.randint(20, 34), sex=sex, group=head.group, family=family)


def _children(chance: Random, numbers: Numbers, head: Person, spouse: Person | None) -> list[Person]:
    wanted = CHILDREN.draw(chance) if spouse is not None else chance.choice((0, 0, 0, 1))
    father = head if head.sex == MALE else spouse
    oldest = min(parent.age for parent in (head, spouse) if parent is not None) - MARRIAGEABLE
    ages = sorted((chance.randint(0, oldest) for _ in range(wanted if oldest >= 0 else 0)), reverse=True)
    return [
        person(
            chance,
            numbers,
            age=age,
            sex=chance.choice((MALE, FEMALE)),
            group=(father or head).group,
            family=(father or head).family_name,
            born_in=head.birth_place,
        )
        for age in ages
        if age < LEAVES_HOME
    ]


def _kin_of_head(chance: Random, head: Person, spouse: Person | None, parent: Person | None) -> Kin:
    father, mother = _former_parents(chance, head)
    if parent is not None and parent.sex == MALE:
        father = parent.as_relative()
    elif parent is not None:
        mother = parent.as_relative()
    alone = NEVER_MARRIED if head.age < 40 else ALONE_AGAIN
    return Kin(HEAD, MARRIED if spouse else alone, father, mother, spouse.as_relative() if spouse else None)


def _kin_of_spouse(chance: Random, head: Person, spouse: Person) -> Kin:
    relation = WIFE if spouse.sex == FEMALE else HUSBAND
    return Kin(relation, MARRIED, *_former_parents(chance, spouse), head.as_relative())


def _child(chance: Random, home: Home, child: Person, spouse: Person | None) -> Citizen:
    parents = {parent.sex: parent.as_relative() for parent in (home.head, spouse) if parent is not None}
    return _citizen(chance, home, child, Kin(CHILD, NEVER_MARRIED, parents.get(MALE), parents.get(FEMALE)))


def _former_parents(chance: Random, of: Person) -> tuple[Relative, Relative]:
    """Parents who live elsewhere, or no more: known by name, not by number."""
    people = of.group.people
    father = full_name(chance, people, MALE, of.family_name)
    return Relative(father), Relative(full_name(chance, people, FEMALE, family_name(chance, people)))


def _citizen(chance: Random, home: Home, of: Person, kin: Kin) -> Citizen:
    elsewhere = of.age >= OF_AGE and chance.random() < 0.08
    head = home.head
    return Citizen(
        personal_id=of.personal_id,
        old_identity_card=of.old_identity_card,
        full_name=of.full_name,
        sex=Coded("GioiTinh", of.sex),
        ethnic_group=of.group.coded,
        religion=of.religion,
        marital_status=kin.marital_status,
        blood_group=of.blood_group,
        birth_date=of.birth,
        birth_registration_place=of.birth_registration_place,
        nationality="VN",
        native_place=Address(head.birth_place["former_province"], None, None, ""),
        permanent_residence=home.address,
        current_residence=residence(chance) if elsewhere else home.address,
        father=kin.father,
        mother=kin.mother,
        spouse=kin.spouse,
        legal_representative=(kin.father or kin.mother) if of.age < OF_AGE else None,
        household_head=HouseholdHead(kin.relation, head.full_name, head.personal_id, head.old_identity_card),
        household_book=home.household_book,
    )
