"""The key that identifies one person in the register: a number, with the name and the birth date that must agree with
it."""

from dataclasses import dataclass

from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.name_keys import name_key


@dataclass(frozen=True, slots=True, repr=False)
class PersonKey:
    """Exactly one of `personal_id` and `old_identity_card` is set. Only a confirmation has no `birth_date`."""

    full_name: str
    birth_date: BirthDate | None
    personal_id: str | None = None
    old_identity_card: str | None = None

    def has_number_of(self, citizen: Citizen) -> bool:
        if self.personal_id is not None:
            return self.personal_id == citizen.personal_id
        return self.old_identity_card is not None and self.old_identity_card == citizen.old_identity_card

    def identifies(self, citizen: Citizen) -> bool:
        """Number, name and birth date must all agree: this is a look-up, not a search. All three are compared whatever
        the first ones say, so that the time taken does not tell which of them differs."""
        agreements = (
            self.has_number_of(citizen),
            name_key(self.full_name) == name_key(citizen.full_name),
            self.birth_date is None or self.birth_date.agrees_with(citizen.birth_date),
        )
        return all(agreements)

    def parts(self) -> list[str | None]:
        """Equal for keys that name the same person, however name and date are written."""
        birth = None if self.birth_date is None else str(self.birth_date)
        return [self.personal_id, self.old_identity_card, name_key(self.full_name), birth]
