"""Marriages of a family: they begin when both are old enough, and some end by divorce; some marry again."""

from dataclasses import dataclass
from datetime import date

from population_lookup.personas.domain.draws import Draws
from population_lookup.personas.domain.edition import AS_OF
from population_lookup.personas.domain.persons import Person, day_in
from population_lookup.register.domain.citizen import Relative
from population_lookup.register.domain.personal_id import MALE
from population_lookup.register.domain.registration import Ending

LAWFUL_AGE = {"1": 20, "2": 18}
"""Luật Hôn nhân và gia đình 2014, Article 8."""
LAST_YEAR = AS_OF.year - 1


@dataclass(slots=True, eq=False, repr=False)
class Marriage:
    """`other` is a relative by name only if a foreigner: no other spouse is outside of the register."""

    first: Person
    other: Person | Relative
    since: date
    until: date | None = None
    ended_by: Ending | None = None

    @property
    def lasts(self) -> bool:
        return self.until is None


def earliest_year(*spouses: Person) -> int:
    return max(spouse.birth.year + LAWFUL_AGE[spouse.sex] + 1 for spouse in spouses)


def marry(draws: Draws, spouse: Person, other: Person | Relative, not_before: int = 0) -> Marriage:
    persons = (spouse, other) if isinstance(other, Person) else (spouse,)
    earliest = max(earliest_year(*persons), not_before)
    year = min(earliest + draws.below(5), LAST_YEAR)
    spouse.spouse = other
    if isinstance(other, Person):
        other.spouse = spouse
    return Marriage(spouse, other, day_in(draws, date(year, 1, 1), date(year, 12, 31)))


def divorce(draws: Draws, marriage: Marriage) -> bool:
    """Returns false where the marriage is too young to end."""
    first = marriage.since.year + 1
    if first > LAST_YEAR:
        return False
    year = draws.between(first, min(first + 20, LAST_YEAR))
    marriage.until = day_in(draws, date(year, 1, 1), date(year, 12, 31))
    marriage.ended_by = Ending.DIVORCE
    for spouse in (marriage.first, marriage.other):
        if isinstance(spouse, Person):
            spouse.spouse, spouse.has_divorced = None, True
    return True


def end_by_death(marriage: Marriage, died_on: date) -> None:
    """The record of the dead keeps the spouse, as it was on the last day; that of the widowed does not."""
    marriage.until, marriage.ended_by = died_on, Ending.DEATH
    for spouse in (marriage.first, marriage.other):
        if isinstance(spouse, Person) and spouse.lives:
            spouse.spouse, spouse.is_widowed = None, True


def in_order(marriage: Marriage) -> tuple[Person, Person | Relative]:
    """The husband first, if both are in the register."""
    if isinstance(marriage.other, Person) and marriage.other.sex == MALE:
        return marriage.other, marriage.first
    return marriage.first, marriage.other
