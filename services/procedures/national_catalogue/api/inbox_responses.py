"""Changes of the national catalogue that wait to be followed."""

from datetime import date
from typing import Any, Self
from uuid import UUID

import orjson
from pydantic import BaseModel
from sqlalchemy import Row

from procedures.law.storage.content_rows import encode_content
from procedures.national_catalogue.api.responses import NationalContentOut
from procedures.national_catalogue.domain.proposals_to_follow import ProposedItem
from procedures.national_catalogue.queries.inbox import Detail, InboxEntry
from procedures.national_catalogue.storage.repository import record_out


class NationalChangeOut(BaseModel):
    """`kind` is new, changed or gone; `parts` are those that a changed one differs in."""

    id: UUID
    code: str
    kind: str
    parts: list[str]
    source: str
    day: date
    snapshot_id: UUID


class EntryOut(NationalChangeOut):
    """`in_force_here`: the codes that are law of the province today, the national one and the province's own variants
    of it."""

    name: str
    in_force_here: list[str]

    @classmethod
    def of(cls, entry: InboxEntry) -> Self:
        row: Row[Any] = entry.row
        return cls.model_validate({**row._mapping, "in_force_here": entry.here})  # noqa: SLF001 - SQLAlchemy's public accessor


class MissingOut(BaseModel):
    """`pointer` is the place in the item (RFC 6901)."""

    pointer: str
    why: str


class ProposedItemOut(BaseModel):
    """An item as it could follow the change. Where something is missing its text is empty, and nobody but the drafter
    can state it."""

    kind: str
    procedure_code: str
    content: dict[str, Any] | None
    changed_parts: list[str] | None
    missing: list[MissingOut]


class ChangeDetail(NationalChangeOut):
    """What the source says since the change and what it said before, and an item that would follow it; null where
    nothing is to be
    followed: what is gone is no law here."""

    after: NationalContentOut | None
    before: NationalContentOut | None
    proposal: ProposedItemOut | None

    @classmethod
    def of(cls, detail: Detail, proposal: ProposedItem | None) -> Self:
        after, before = (None if one is None else orjson.loads(record_out(one)) for one in (detail.now, detail.was))
        shown = {name: getattr(detail.row, name) for name in NationalChangeOut.model_fields}
        proposed = None if proposal is None else _proposed(detail.row.code, proposal)
        return cls.model_validate({**shown, "after": after, "before": before, "proposal": proposed})


def _proposed(code: str, proposal: ProposedItem) -> ProposedItemOut:
    return ProposedItemOut(
        kind=proposal.kind,
        procedure_code=code,
        content=None if proposal.content is None else orjson.loads(encode_content(proposal.content)),
        changed_parts=None if proposal.changed_parts is None else list(proposal.changed_parts),
        missing=[MissingOut(pointer=one.pointer, why=one.why) for one in proposal.missing],
    )
