"""One invented person, before the relations of the family are recorded."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from population_lookup.personas.domain.communes import Home, ethnic_groups, native_place, other_provinces, place_on
from population_lookup.personas.domain.draws import Draws, WeightedChoice
from population_lookup.personas.domain.edition import AS_OF, NUMBERS_SINCE
from population_lookup.personas.domain.naming import full_name
from population_lookup.personas.domain.numbering import Numbers
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Address, Coded, Relative
from population_lookup.register.domain.life_status import LifeStatus

NO_RELIGION, BUDDHIST, CATHOLIC, PROTESTANT = (Coded("TonGiao", code) for code in ("00", "01", "02", "03"))
BLOOD = WeightedChoice(
    (Coded("NhomMau", code), weight) for code, weight in (("00", 30), ("01", 15), ("02", 21), ("03", 4), ("04", 30))
)
UNASSIGNED = {"008": "009", "002": "003"}
"""The unassigned first digits that stand for those of the two old provinces."""
BORN_ELSEWHERE = 0.05
OF_AGE, FIRST_CARD = 18, 22


@dataclass(slots=True, eq=False, repr=False)
class Person:
    """`father` and `mother` are persons of the family, or relatives who are known by name only."""

    personal_id: str
    old_identity_card: str | None
    full_name: str
    family_name: str
    sex: str
    group: str
    religion: Coded
    blood_group: Coded
    birth: BirthDate
    home: Home
    birth_registration_place: Address
    native_place: Address
    father: "Person | Relative | None" = None
    mother: "Person | Relative | None" = None
    spouse: "Person | Relative | None" = None
    children: "list[Person]" = field(default_factory=list)
    has_divorced: bool = False
    is_widowed: bool = False
    guardian: "Person | None" = None
    life_status: LifeStatus = LifeStatus.LIVES
    life_status_since: date | None = None
    lives: bool = True
    current_residence: Address | None = None
    relative: Relative | None = None

    @property
    def age(self) -> int:
        return AS_OF.year - self.birth.year

    @property
    def is_of_age(self) -> bool:
        day = self.birth.day
        return self.age > OF_AGE or (
            self.age == OF_AGE and (day is None or (day.month, day.day) <= (AS_OF.month, AS_OF.day))
        )

    @property
    def is_registered(self) -> bool:
        """Whoever died before there were personal numbers is known by name only."""
        return self.lives or self.life_status_since is None or self.life_status_since >= NUMBERS_SINCE

    def as_relative(self) -> Relative:
        if self.relative is None:
            numbers = (self.personal_id, self.old_identity_card) if self.is_registered else (None, None)
            self.relative = Relative(self.full_name, *numbers)
        return self.relative


def person(
    draws: Draws,
    numbers: Numbers,
    *,
    birth: BirthDate,
    sex: str,
    group: str,
    family: str,
    home: Home,
    lifelike: bool,
) -> Person:
    people = ethnic_groups()[group][1]
    place, registered = home.birth_place_digits, place_on(draws, home, birth)
    if lifelike and draws.chance(BORN_ELSEWHERE):
        place, registered = other_provinces().draw(draws)
    elif not lifelike:
        place = UNASSIGNED[place]
    has_card = AS_OF.year - birth.year >= FIRST_CARD and draws.chance(0.845)
    return Person(
        personal_id=numbers.personal_id(draws, place, sex, birth),
        old_identity_card=numbers.old_identity_card() if has_card else None,
        full_name=full_name(draws, people, sex, family, birth.year),
        family_name=family,
        sex=sex,
        group=group,
        religion=religion(draws, people),
        blood_group=BLOOD.draw(draws),
        birth=birth,
        home=home,
        birth_registration_place=registered,
        native_place=native_place(home, birth),
    )


def birth_in(draws: Draws, year: int) -> BirthDate:
    """Only the year is known for some of the oldest, and for few others; never for those born since the merger."""
    age = AS_OF.year - year
    if age > 1 and draws.chance(0.12 if age > 65 else 0.018):
        return BirthDate(year)
    last = AS_OF if age == 0 else date(year, 12, 31)
    return BirthDate(year, day_in(draws, date(year, 1, 1), last))


def day_in(draws: Draws, first: date, last: date) -> date:
    return first + timedelta(draws.below((last - first).days + 1)) if last > first else first


def religion(draws: Draws, people: str) -> Coded:
    drawn = draws.random()
    if people == "hmong" and drawn < 0.12:
        return PROTESTANT
    if people == "kinh" and drawn < 0.08:
        return CATHOLIC if drawn < 0.05 else BUDDHIST
    return NO_RELIGION
