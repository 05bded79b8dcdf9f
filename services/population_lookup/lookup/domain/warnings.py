"""What is odd about the number that was asked for. It is said beside the answer and refuses nothing."""

from population_lookup.lookup.domain.lookup import Disclosure
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.register.domain.personal_id import PersonalId, Warned


def warnings_about(person: PersonKey, disclosure: Disclosure, *, place_is_known: bool) -> tuple[Warned, ...]:
    """Nothing is said that the caller could not know or may not see: that the sex differs only where the law lists the
    sex."""
    if person.personal_id is None:
        return ()
    number = PersonalId(person.personal_id)
    found = []
    if not place_is_known:
        found.append(Warned.UNKNOWN_PLACE)
    if number.birth_year != person.birth_date.year:
        found.append(Warned.BIRTH_YEAR_DIFFERS)
    if (
        disclosure.citizen is not None
        and "sex" in disclosure.fields
        and number.differs_in_sex(disclosure.citizen.sex.code)
    ):
        found.append(Warned.SEX_DIFFERS)
    return tuple(found)
