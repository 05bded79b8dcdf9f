"""Changes of the national catalogue that no Decision has followed yet, as JSON."""

from datetime import date
from typing import Any, Self
from uuid import UUID

import orjson
from pydantic import BaseModel

from procedures.law.storage.content_rows import encode_content
from procedures.national_catalogue.api.responses import NationalContentOut
from procedures.national_catalogue.domain.proposals_to_follow import ProposedItem
from procedures.national_catalogue.queries.inbox import ChangeContext, InboxEntry
from procedures.national_catalogue.storage.repository import encode_record


class NationalChangeOut(BaseModel):
    """`kind` is new, changed or removed; `parts` names the parts of a changed record that differ."""

    id: UUID
    code: str
    kind: str
    parts: list[str]
    source: str
    day: date
    snapshot_id: UUID


class InboxEntryOut(NationalChangeOut):
    """`codes_in_force` lists the codes that are law of the province today: the national code and the province's own
    variants of it."""

    name: str
    codes_in_force: list[str]

    @classmethod
    def of(cls, entry: InboxEntry) -> Self:
        columns = entry.row._mapping  # noqa: SLF001 - SQLAlchemy's public accessor
        return cls.model_validate({**columns, "codes_in_force": entry.codes_in_force})


class MissingFactOut(BaseModel):
    """`pointer` locates the fact in the item (RFC 6901)."""

    pointer: str
    reason: str


class ProposedItemOut(BaseModel):
    """An item that would follow the change. A missing fact is an empty text in `content`; only the drafter can state
    it."""

    kind: str
    procedure_code: str
    content: dict[str, Any] | None
    changed_parts: list[str] | None
    missing: list[MissingFactOut]


class NationalChangeDetail(NationalChangeOut):
    """The record after the change and before it, and an item that would follow the change. `proposal` is null where
    there is nothing to follow: the record was removed, and the procedure is not in force in the province."""

    after: NationalContentOut | None
    before: NationalContentOut | None
    proposal: ProposedItemOut | None

    @classmethod
    def of(cls, change: ChangeContext, proposal: ProposedItem | None) -> Self:
        after, before = (
            None if record is None else orjson.loads(encode_record(record)) for record in (change.after, change.before)
        )
        fields = {name: getattr(change.row, name) for name in NationalChangeOut.model_fields}
        item = None if proposal is None else _proposed_item(change.row.code, proposal)
        return cls.model_validate({**fields, "after": after, "before": before, "proposal": item})


def _proposed_item(code: str, proposal: ProposedItem) -> ProposedItemOut:
    return ProposedItemOut(
        kind=proposal.kind,
        procedure_code=code,
        content=None if proposal.content is None else orjson.loads(encode_content(proposal.content)),
        changed_parts=None if proposal.changed_parts is None else list(proposal.changed_parts),
        missing=[MissingFactOut(pointer=fact.pointer, reason=fact.reason) for fact in proposal.missing],
    )
