"""The key that identifies one person in the register: a number, with the name and the birth date that must agree with
it."""

from dataclasses import dataclass

from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.name_keys import name_key


@dataclass(frozen=True, slots=True, repr=False)
class PersonKey:
    """Exactly one of `personal_id` and `old_identity_card` is set."""

    full_name: str
    birth_date: BirthDate
    personal_id: str | None = None
    old_identity_card: str | None = None

    def identifies(self, citizen: Citizen) -> bool:
        """Number, name and birth date must all agree: this is a look-up, not a search."""
        numbers = {citizen.personal_id} if self.personal_id is not None else {citizen.old_identity_card}
        return (
            (self.personal_id or self.old_identity_card) in numbers
            and name_key(self.full_name) == name_key(citizen.full_name)
            and self.birth_date.agrees_with(citizen.birth_date)
        )
