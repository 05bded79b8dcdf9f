"""The request for a look-up: one person, for a procedure, by an officer of an agency."""

import json
from dataclasses import dataclass
from hashlib import sha256

from population_lookup.register.domain.name_keys import name_key
from population_lookup.register.domain.person_key import PersonKey

CONFIRMATION_CODES = frozenset({"003", "033"})
"""Integration codes (mã tích hợp, `MaTichHop`) of the operation that confirms stated data, as clients of the national
service send them; a look-up is 037."""


@dataclass(frozen=True, slots=True)
class LookupRequest:
    """`repr` shows only the procedure, so that no traceback shows a person."""

    request_id: str
    procedure_code: str
    officer_id: str
    agency_code: str
    integration_code: str
    person: PersonKey

    def __repr__(self) -> str:
        return f"LookupRequest({self.procedure_code})"

    def digest(self) -> bytes:
        """Equal for equal requests, however name and date are written."""
        parts = [
            self.procedure_code,
            self.agency_code,
            self.integration_code,
            self.person.personal_id,
            self.person.old_identity_card,
            name_key(self.person.full_name),
            str(self.person.birth_date),
        ]
        return sha256(json.dumps(parts).encode()).digest()
