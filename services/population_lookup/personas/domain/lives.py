"""How long the members of a family live: deaths, persons who are missing, and persons whom a court declared dead."""

from collections.abc import Iterable
from datetime import date, timedelta

from population_lookup.personas.domain.draws import Draws
from population_lookup.personas.domain.edition import AS_OF
from population_lookup.personas.domain.marriages import Marriage, end_by_death
from population_lookup.personas.domain.persons import Person, day_in
from population_lookup.register.domain.life_status import LifeStatus

DEATHS_BY_AGE = ((100, 0.96), (90, 0.8), (80, 0.48), (70, 0.24), (60, 0.1), (40, 0.025), (0, 0.002))
MISSING, DECLARED_DEAD = 0.0006, 0.001
YEARS_OF_DEATHS = 20


def live(draws: Draws, persons: Iterable[Person], anchor: Person) -> None:
    """The anchor always lives, so that nobody's family is empty."""
    for person in persons:
        if person is anchor:
            continue
        share = draws.random()
        if share < deaths_at(person.age):
            die(draws, person)
        elif person.is_of_age and share > 1 - MISSING:
            person.life_status, since = LifeStatus.MISSING, _earliest_end(person)
            person.life_status_since = day_in(draws, max(since, AS_OF - timedelta(1_500)), AS_OF)
        elif person.is_of_age and share > 1 - DECLARED_DEAD:
            die(draws, person, LifeStatus.DECLARED_DEAD, AS_OF - timedelta(1_500))


def deaths_at(age: int) -> float:
    return next(share for least, share in DEATHS_BY_AGE if age >= least)


def die(draws: Draws, person: Person, status: LifeStatus = LifeStatus.DEAD, not_before: date | None = None) -> None:
    not_before = not_before or AS_OF - timedelta(365 * YEARS_OF_DEATHS)
    person.life_status, person.lives = status, not status.ends_membership
    person.life_status_since = day_in(draws, max(_earliest_end(person), not_before), AS_OF - timedelta(1))


def _earliest_end(person: Person) -> date:
    """Nobody ends before their youngest child is born."""
    births = [person.birth, *(child.birth for child in person.children)]
    return max(birth.day or date(birth.year, 12, 31) for birth in births)


def end_marriages_of_the_dead(marriages: Iterable[Marriage]) -> None:
    for marriage in marriages:
        ends = [
            spouse.life_status_since
            for spouse in (marriage.first, marriage.other)
            if isinstance(spouse, Person) and not spouse.lives and spouse.life_status_since is not None
        ]
        if marriage.lasts and ends:
            end_by_death(marriage, max(min(ends), marriage.since))
        elif ends and marriage.until is not None:
            marriage.until = max(marriage.since, min(marriage.until, *ends))
