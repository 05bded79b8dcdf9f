"""A look-up as it is asked: number, name and birth date of one person, for a procedure, by an officer of an agency."""

import json
from dataclasses import dataclass
from hashlib import sha256

from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.name_keys import name_key


@dataclass(frozen=True, slots=True)
class Question:
    """Either `personal_id` or `old_identity_card` is given. `repr` is kept short, so that no traceback shows a person."""

    request_id: str
    procedure_code: str
    officer_id: str
    agency_code: str
    integration_code: str
    full_name: str
    birth_date: BirthDate
    personal_id: str | None = None
    old_identity_card: str | None = None

    def __repr__(self) -> str:
        return f"Question({self.procedure_code})"

    def is_about(self, citizen: Citizen) -> bool:
        """All three must agree; it is a look-up, not a search."""
        numbers = {citizen.personal_id} if self.personal_id is not None else {citizen.old_identity_card}
        return (
            (self.personal_id or self.old_identity_card) in numbers
            and name_key(self.full_name) == name_key(citizen.full_name)
            and self.birth_date.agrees_with(citizen.birth_date)
        )

    def digest(self) -> bytes:
        """Equal for equal questions, however name and date are written."""
        parts = [
            self.procedure_code,
            self.agency_code,
            self.integration_code,
            self.personal_id,
            self.old_identity_card,
            name_key(self.full_name),
            str(self.birth_date),
        ]
        return sha256(json.dumps(parts).encode()).digest()
