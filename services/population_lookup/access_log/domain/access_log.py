"""What is written down about each look-up (Đ.45 NĐ 47/2020), and the chain that ties each line to all before it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from population_lookup.law.domain.lawful_periods import Decision
from population_lookup.lookup.domain.lookup import Lookup
from population_lookup.shared.domain.refusals import LookupRefusal

GENESIS = bytes(32)
"""The previous hash of the first line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is kept. `content` is JSON, hashed and kept as those exact bytes; the columns beside it only find it."""

    sequence: int
    lookup_id: str
    personal_id: str | None
    at: datetime
    content: bytes
    prevhash: bytes
    hash: bytes

    def __repr__(self) -> str:
        return f"Line({self.sequence})"

    def fault(self, sequence: int, prevhash: bytes) -> str | None:
        """What is wrong with it as the successor of a line with that sequence and hash; None when it is sound."""
        if self.sequence != sequence + 1:
            return f"line {sequence + 1} is missing"
        if self.prevhash != prevhash:
            return f"line {self.sequence} does not follow the line before it"
        if self.hash != link(self.prevhash, self.sequence, self.content):
            return f"line {self.sequence} was changed after it was written"
        told = json.loads(self.content)
        if (told["lookup_id"], told["personal_id"], told["requested_at"]) != (self.lookup_id, self.personal_id, moment(self.at)):
            return f"the columns of line {self.sequence} do not say what its content says"
        return None


def line_of(lookup: Lookup, account: str, form: str, sequence: int, prevhash: bytes) -> Line:
    """The next line. `account` is who the token names, `form` the operation that was used."""
    content = json.dumps(_content(lookup, account, form), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    hash = link(prevhash, sequence, content)
    return Line(sequence, lookup.id, lookup.concerns, lookup.asked_at, content, prevhash, hash)


def link(prevhash: bytes, sequence: int, content: bytes) -> bytes:
    """SHA-256 over the previous hash, the sequence as 8 bytes, big-endian, and the content."""
    return sha256(prevhash + sequence.to_bytes(8, "big") + content).digest()


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _content(lookup: Lookup, account: str, form: str) -> dict[str, Any]:
    question = lookup.question
    return {
        "lookup_id": lookup.id,
        "requested_at": moment(lookup.asked_at),
        "answered_at": moment(lookup.answered_at),
        "form": form,
        "account": account,
        "agency_code": question.agency_code,
        "officer_id": question.officer_id,
        "request_id": question.request_id,
        "integration_code": question.integration_code,
        "procedure_code": question.procedure_code,
        "version": None if lookup.law is None else lookup.law.version,
        "decision": None if lookup.decision is None else _decision(lookup.decision),
        "question": {
            "personal_id": question.personal_id,
            "old_identity_card": question.old_identity_card,
            "full_name": question.full_name,
            "birth_date": str(question.birth_date),
        },
        "personal_id": lookup.concerns,
        "state": str(lookup.state),
        "refusal": lookup.outcome.type if isinstance(lookup.outcome, LookupRefusal) else None,
        "fields": list(lookup.fields),
    }


def _decision(decision: Decision) -> dict[str, str]:
    return {
        "id": decision.id,
        "number": decision.number,
        "issuing_body": decision.issuing_body,
        "signed_on": decision.signed_on.isoformat(),
        "title": decision.title,
    }
