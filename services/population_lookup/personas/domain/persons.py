"""One invented person, before the relations of the household are known."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from population_lookup.personas.domain.draws import WeightedChoice, rows_of
from population_lookup.personas.domain.naming import full_name
from population_lookup.personas.domain.numbering import UniqueNumbers
from population_lookup.personas.domain.places import birth_places, birth_registration
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Address, Coded, Relative

AS_OF = date(2026, 7, 1)
"""The day on which ages are counted, instead of today: a seed gives the same people next year."""

NO_RELIGION, BUDDHIST, CATHOLIC, PROTESTANT = (Coded("TonGiao", code) for code in ("00", "01", "02", "03"))
BLOOD = WeightedChoice(
    (Coded("NhomMau", code), weight) for code, weight in (("00", 30), ("01", 15), ("02", 21), ("03", 4), ("04", 30))
)


@dataclass(frozen=True, slots=True)
class EthnicGroup:
    coded: Coded
    people: str


@dataclass(frozen=True, slots=True)
class Person:
    personal_id: str
    old_identity_card: str | None
    full_name: str
    family_name: str
    sex: str
    group: EthnicGroup
    religion: Coded
    blood_group: Coded
    birth: BirthDate
    birth_place: dict[str, str]
    birth_registration_place: Address

    @property
    def age(self) -> int:
        return AS_OF.year - self.birth.year

    def as_relative(self) -> Relative:
        return Relative(self.full_name, self.personal_id, self.old_identity_card)


@cache
def ethnic_groups() -> WeightedChoice[EthnicGroup]:
    return WeightedChoice(
        (EthnicGroup(Coded(row["list"], row["code"]), row["people"]), float(row["weight"]))
        for row in rows_of("ethnic_groups")
    )


def person(
    rng: Random,
    numbers: UniqueNumbers,
    *,
    age: int,
    sex: str,
    group: EthnicGroup,
    family: str,
    born_in: dict[str, str] | None = None,
) -> Person:
    birth, place = birth_date(rng, age), born_in or birth_places().draw(rng)
    had_card = age >= 22 and rng.random() < 0.8
    return Person(
        personal_id=numbers.personal_id(rng, place["place"], sex, birth),
        old_identity_card=numbers.old_identity_card(rng) if had_card else None,
        full_name=full_name(rng, group.people, sex, family),
        family_name=family,
        sex=sex,
        group=group,
        religion=religion(rng, group.people),
        blood_group=BLOOD.draw(rng),
        birth=birth,
        birth_place=place,
        birth_registration_place=birth_registration(rng, place),
    )


def birth_date(rng: Random, age: int) -> BirthDate:
    """Only the year is known for a quarter of the oldest, and for few others."""
    year = AS_OF.year - age
    if rng.random() < (0.25 if age > 65 else 0.01):
        return BirthDate(year)
    last = AS_OF if age == 0 else date(year, 12, 31)
    return BirthDate(year, date(year, 1, 1) + timedelta(rng.randrange((last - date(year, 1, 1)).days + 1)))


def religion(rng: Random, people: str) -> Coded:
    drawn = rng.random()
    if people == "hmong" and drawn < 0.12:
        return PROTESTANT
    if people == "kinh" and drawn < 0.08:
        return CATHOLIC if drawn < 0.05 else BUDDHIST
    return NO_RELIGION
