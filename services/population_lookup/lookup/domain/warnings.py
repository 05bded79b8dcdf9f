"""Warnings about unusual numbers. They accompany the result and never cause a refusal."""

from population_lookup.lookup.domain.lookup import Disclosure
from population_lookup.register.domain.person_key import PersonKey
from population_lookup.register.domain.personal_id import NumberWarning, PersonalId


def warnings_about(person: PersonKey, disclosure: Disclosure) -> tuple[NumberWarning, ...]:
    """Reveals nothing that the caller may not see: that the sex differs is reported only if the law lists the sex."""
    if person.personal_id is None:
        return ()
    number = PersonalId(person.personal_id)
    warnings = []
    if not disclosure.place_is_known:
        warnings.append(NumberWarning.UNKNOWN_PLACE)
    if person.birth_date is not None and number.birth_year != person.birth_date.year:
        warnings.append(NumberWarning.BIRTH_YEAR_DIFFERS)
    if (
        disclosure.citizen is not None
        and "sex" in disclosure.fields
        and number.differs_in_sex(disclosure.citizen.sex.code)
    ):
        warnings.append(NumberWarning.SEX_DIFFERS)
    return tuple(warnings)
