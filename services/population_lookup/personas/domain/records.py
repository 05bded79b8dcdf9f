"""From the persons of a family to what the register keeps of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from population_lookup.personas.domain.communes import ethnic_groups, residence
from population_lookup.personas.domain.draws import Draws
from population_lookup.personas.domain.families import Family, guardianship_since
from population_lookup.personas.domain.households import Household, relation_to
from population_lookup.personas.domain.marriages import Marriage, in_order
from population_lookup.personas.domain.persons import Person
from population_lookup.register.domain.citizen import Citizen, Coded, HouseholdHead, Relative
from population_lookup.register.domain.registration import HouseholdRecord, Kinship, Registration, Relation

SEX = {code: Coded("GioiTinh", code) for code in ("0", "1", "2")}
UNKNOWN, NEVER_MARRIED, MARRIED, DIVORCED_OR_WIDOWED = (Coded("TinhTrangHonNhan", code) for code in "0123")
ELSEWHERE = 0.08
HOUSEHOLDS_OF_FAMILY = 32


@dataclass(frozen=True, slots=True, repr=False)
class FamilyRecords:
    registrations: Sequence[Registration]
    households: Sequence[HouseholdRecord]
    kinships: Sequence[Kinship]


def records_of(family: Family, index: int) -> FamilyRecords:
    """The members come household by household, each head first."""
    registrations: list[Registration] = []
    households: list[HouseholdRecord] = []
    for household in family.households:
        head = household.head
        if head is not None:
            number = index * HOUSEHOLDS_OF_FAMILY + len(households)
            households.append(HouseholdRecord(number, head.personal_id, household.address, household.household_book))
            registrations += _members(family.draws, household, head, number)
    return FamilyRecords(registrations, households, list(_kinships(family)))


def _members(draws: Draws, household: Household, head: Person, number: int) -> Iterator[Registration]:
    members = sorted(household.members, key=lambda member: member is not head)
    for member in members:
        if member.is_registered:
            yield Registration(
                _citizen(draws, household, head, member),
                number if member.lives else None,
                member.life_status,
                member.life_status_since,
            )


def _citizen(draws: Draws, household: Household, head: Person, person: Person) -> Citizen:
    elsewhere = person.lives and person.is_of_age and draws.chance(ELSEWHERE)
    return Citizen(
        person.personal_id,
        person.old_identity_card,
        person.full_name,
        SEX[person.sex],
        ethnic_groups()[person.group][0],
        person.religion,
        marital_status(person),
        person.blood_group,
        person.birth,
        person.birth_registration_place,
        "VN",
        person.native_place,
        household.address,
        person.current_residence or (residence(draws, person.home) if elsewhere else household.address),
        _relative(person.father),
        _relative(person.mother),
        _relative(person.spouse),
        _representative(person),
        _head_of(head, person) if person.lives else None,
        household.household_book,
    )


def _head_of(head: Person, person: Person) -> HouseholdHead:
    return HouseholdHead(relation_to(head, person), head.full_name, head.personal_id, head.old_identity_card)


def marital_status(person: Person) -> Coded:
    if person.spouse is not None:
        return MARRIED
    return DIVORCED_OR_WIDOWED if person.has_divorced or person.is_widowed else NEVER_MARRIED


def _relative(kin: Person | Relative | None) -> Relative | None:
    return kin.as_relative() if isinstance(kin, Person) else kin


def _representative(person: Person) -> Relative | None:
    if person.guardian is not None:
        return person.guardian.as_relative()
    if person.is_of_age or not person.lives:
        return None
    parents = (parent for parent in (person.father, person.mother) if isinstance(parent, Person) and parent.lives)
    return next((parent.as_relative() for parent in parents), None)


def _kinships(family: Family) -> Iterator[Kinship]:
    for marriage in family.marriages:
        kinship = _marriage(marriage)
        if kinship is not None:
            yield kinship
    for household in family.households:
        for member in household.members:
            if member.guardian is not None:
                guardian = member.guardian
                since = guardianship_since(member)
                yield Kinship(
                    Relation.GUARDIANSHIP, member.personal_id, guardian.personal_id, guardian.full_name, since
                )


def _marriage(marriage: Marriage) -> Kinship | None:
    """None if neither is in the register."""
    spouse, other = in_order(marriage)
    if not spouse.is_registered:
        if not isinstance(other, Person) or not other.is_registered:
            return None
        spouse, other = other, spouse
    relative = _relative(other)
    if relative is None:
        raise AssertionError("a marriage has two spouses")
    return Kinship(
        Relation.MARRIAGE,
        spouse.personal_id,
        relative.personal_id,
        relative.full_name,
        marriage.since,
        marriage.until,
        marriage.ended_by,
    )
