"""The request for a look-up: one person, for a procedure, by an officer of an agency."""

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Self

from population_lookup.register.domain.person_key import PersonKey


@dataclass(frozen=True, slots=True)
class LookupRequest:
    """`repr` shows only the procedure, so that no traceback shows a person. `person` is None where the request was
    malformed: then nothing of it is kept. The integration code or `operation`, a name, chooses the operation; one of
    them may be empty. `officer_account` and `officer_phone` are as the caller states them. `fields` None asks for all
    that the law allows."""

    request_id: str
    procedure_code: str
    officer_id: str
    agency_code: str
    integration_code: str
    person: PersonKey | None
    operation: str = ""
    officer_account: str | None = None
    officer_phone: str | None = None
    stated_code: str | None = None
    fields: tuple[str, ...] | None = None

    def for_procedure(self, code: str) -> Self:
        """`stated_code` is what the client sent in place of the procedure's own code."""
        return replace(self, procedure_code=code, stated_code=self.procedure_code)

    @classmethod
    def without_content(cls, agency_code: str) -> Self:
        """What is logged of a malformed request."""
        return cls("", "", "", agency_code, "", None)

    def __repr__(self) -> str:
        return f"LookupRequest({self.procedure_code})"

    def digest(self) -> bytes:
        """Equal for equal requests, however name and date are written, and in whatever order fields are named."""
        parts: list[str | list[str] | None] = [
            self.procedure_code,
            self.agency_code,
            self.integration_code,
            self.operation,
            *([] if self.person is None else self.person.parts()),
            *([] if self.fields is None else [sorted(set(self.fields))]),
        ]
        return sha256(json.dumps(parts).encode()).digest()
