"""The lines of the access log (NĐ 47/2020, Article 45), and the hash chain that links each line to all lines before
it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from population_lookup.access_log.domain.accesses import Access
from population_lookup.law.domain.lawful_periods import Decision
from population_lookup.register.domain.person_key import PersonKey

GENESIS = bytes(32)
"""The previous hash of the first line."""


@dataclass(frozen=True, slots=True, repr=False)
class Linked:
    """What the chain consists of: a line without the columns that only serve queries."""

    sequence: int
    content: bytes
    prevhash: bytes
    hash: bytes

    def fault(self, sequence: int, prevhash: bytes) -> str | None:
        """Returns what is wrong with it as the successor of a line with that sequence and hash, or None."""
        if self.sequence != sequence + 1:
            return f"line {sequence + 1} is missing"
        if self.prevhash != prevhash:
            return f"line {self.sequence} does not follow the line before it"
        if self.hash != link(self.prevhash, self.sequence, self.content):
            return f"line {self.sequence} was changed after it was written"
        return None


class Line(NamedTuple):
    """One stored line. `content` is JSON, hashed and stored as exactly these bytes; the other columns only serve
    queries."""

    sequence: int
    lookup_id: str
    personal_id: str | None
    at: datetime
    content: bytes
    prevhash: bytes
    hash: bytes
    household_members: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Line({self.sequence})"

    def fault(self, sequence: int, prevhash: bytes) -> str | None:
        """Returns what is wrong with the line as the successor of a line with that sequence and hash, or None."""
        linked = Linked(self.sequence, self.content, self.prevhash, self.hash)
        if (fault := linked.fault(sequence, prevhash)) is not None:
            return fault
        content = json.loads(self.content)
        members = tuple(content.get("household_members", ()))
        if (content["lookup_id"], content["personal_id"], content["requested_at"], members) != (
            self.lookup_id,
            self.personal_id,
            moment(self.at),
            self.household_members,
        ):
            return f"the columns of line {self.sequence} differ from its content"
        return None


def line_of(access: Access, content: bytes, sequence: int, prevhash: bytes) -> Line:
    """Returns the line with this sequence, which follows the one with the previous hash. `content` is the JSON of
    `content_of` the access."""
    hash = link(prevhash, sequence, content)
    return Line(
        sequence,
        access.lookup_id,
        access.personal_id,
        access.requested_at,
        content,
        prevhash,
        hash,
        access.household_members,
    )


def link(prevhash: bytes, sequence: int, content: bytes) -> bytes:
    """SHA-256 over the previous hash, the sequence as 8 bytes, big-endian, and the content."""
    return sha256(prevhash + sequence.to_bytes(8, "big") + content).digest()


@lru_cache(256)  # the look-ups of a batch are answered at one moment
def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def content_of(access: Access, salt: str) -> dict[str, Any]:
    """Returns what a line states. `salt` is 128 random bits in hexadecimal digits. Events publish the hash of the line:
    without the salt, readers of events who know the data of a person could find out whether that person was looked up.

    A line has `recoded_to` only where the code of the request was replaced, `masked_fields` only where there are
    any, what it says of other members of a household only where such were disclosed, `expectation_id` and
    `test_session` only where a tester ordered what became of the look-up."""
    recoded = {} if access.recoded_to is None else {"recoded_to": access.recoded_to}
    masked = {"masked_fields": list(access.masked_fields)} if access.masked_fields else {}
    expectation = {} if access.expectation_id is None else {"expectation_id": access.expectation_id}
    session = {} if access.test_session is None else {"test_session": access.test_session}
    return {
        **recoded,
        **masked,
        **(_members(access) if access.household_members else {}),
        **expectation,
        **session,
        "lookup_id": access.lookup_id,
        "requested_at": moment(access.requested_at),
        "answered_at": moment(access.answered_at),
        "endpoint": access.endpoint,
        "account": access.account,
        "agency_code": access.agency_code,
        "officer_id": access.officer_id,
        "officer_account": access.officer_account,
        "officer_phone": access.officer_phone,
        "request_id": access.request_id,
        "operation": access.operation,
        "integration_code": access.integration_code,
        "procedure_code": access.procedure_code,
        "stated_code": access.stated_code,
        "version": None if access.law is None else access.law.version,
        "decision": None if access.law is None else _decision(access.law.decision),
        "request": None if access.person is None else _request(access.person),
        "personal_id": access.personal_id,
        "state": str(access.state),
        "refusal": access.refusal,
        "fields": list(access.fields),
        "reason": access.reason,
        "salt": salt,
    }


def _members(access: Access) -> dict[str, list[str]]:
    return {
        "household_members": list(access.household_members),
        "household_member_fields": list(access.household_member_fields),
        "masked_household_member_fields": list(access.masked_household_member_fields),
    }


def _request(person: PersonKey) -> dict[str, str | None]:
    """A confirmation may have no date of birth."""
    return {
        "personal_id": person.personal_id,
        "old_identity_card": person.old_identity_card,
        "full_name": person.full_name,
        "birth_date": None if person.birth_date is None else str(person.birth_date),
    }


def _decision(decision: Decision) -> dict[str, str]:
    return {
        "id": decision.id,
        "number": decision.number,
        "issuing_body": decision.issuing_body,
        "signed_on": decision.signed_on.isoformat(),
        "title": decision.title,
    }
