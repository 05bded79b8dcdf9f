"""Households: who lives under one head at one address, and how each member is related to the head."""

from dataclasses import dataclass, field

from population_lookup.personas.domain.communes import Home, residence
from population_lookup.personas.domain.draws import Draws
from population_lookup.personas.domain.persons import Person
from population_lookup.register.domain.citizen import Address, Coded
from population_lookup.register.domain.life_status import LifeStatus
from population_lookup.register.domain.personal_id import FEMALE, MALE

HEAD, WIFE, HUSBAND, CHILD, FATHER, MOTHER, GRANDCHILD, SIBLING, CHILD_IN_LAW, OTHER = (
    Coded("QuanHe", code) for code in ("00", "01", "02", "03", "04", "05", "06", "07", "08", "99")
)


@dataclass(slots=True, eq=False, repr=False)
class Household:
    """`members` are in the order in which they would become its head. Dead persons stay listed: their last address is
    this one."""

    address: Address
    household_book: str | None
    members: list[Person] = field(default_factory=list)

    @property
    def head(self) -> Person | None:
        """A missing person is no head."""
        for member in self.members:
            if member.life_status is LifeStatus.LIVES and member.is_of_age:
                return member
        return None


def new_household(draws: Draws, home: Home, *members: Person) -> Household:
    household_book = f"08{draws.below(10**7):07d}" if members[0].age > 30 and draws.chance(0.7) else None
    return Household(residence(draws, home), household_book, list(members))


def join_orphans(households: list[Household]) -> None:
    """Those who would live without an adult live with the first household that has one."""
    leading = next(household for household in households if household.head is not None)
    for household in households:
        if household.head is None:
            leading.members += household.members
            household.members = []


def relation_to(head: Person, member: Person) -> Coded:
    if member is head:
        return HEAD
    if member is head.spouse:
        return WIFE if member.sex == FEMALE else HUSBAND
    if member in (head.father, head.mother):
        return FATHER if member.sex == MALE else MOTHER
    return _relation_of_the_younger(head, member)


def _relation_of_the_younger(head: Person, member: Person) -> Coded:
    if head in (member.father, member.mother):
        return CHILD
    parents = [parent for parent in (member.father, member.mother) if isinstance(parent, Person)]
    if any(head in (parent.father, parent.mother) for parent in parents):
        return GRANDCHILD
    if any(parent in (head.father, head.mother) for parent in parents):
        return SIBLING
    if isinstance(member.spouse, Person) and head in (member.spouse.father, member.spouse.mother):
        return CHILD_IN_LAW
    return OTHER
