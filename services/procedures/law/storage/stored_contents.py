"""What periods state of contents: their hashes, the agencies that they name, and the fields that they list for the
members of a household."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.changes import Change
from procedures.law.domain.content_references import ContentReference, acting_agencies
from procedures.law.domain.contents import AgencyInRole

OF_PROCEDURES = """
    SELECT p.code, v.number, v.content_sha256, v.agency_code, (v.content->'agencies')::text AS agencies,
           (v.content->'household_member_fields')::text AS household_member_fields
    FROM procedure p JOIN version v ON v.procedure_id = p.id WHERE p.code = ANY($1)
"""
OF_ITEMS = """
    SELECT number, sha256_of_content(content), content->>'agency_code', (content->'agencies')::text,
           (content->'household_member_fields')::text
    FROM decision_item WHERE decision_id = $1 AND number = ANY($2)
"""
References = dict[tuple[str, int], ContentReference]

_agencies = msgspec.json.Decoder(tuple[AgencyInRole, ...])
_fields = msgspec.json.Decoder(tuple[str, ...])


class StoredContentReferences:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_procedures(self, codes: Iterable[str]) -> References:
        """Returns those of all versions of the procedures."""
        driver = await driver_of(self._connection)
        rows = await driver.fetch(OF_PROCEDURES, sorted(set(codes)))
        return {(code, number): _reference(*content) for code, number, *content in rows}

    async def of_changes(self, changes: Sequence[Change], decision: UUID) -> References:
        """Returns those of all versions of the changed procedures, also of those that the items of the Decision create
        only now: a version has the content of its item, byte for byte."""
        references = await self.of_procedures(change.code for change in changes)
        created = {
            change.ground.item: (change.code, change.version)
            for change in changes
            if change.version is not None and (change.code, change.version) not in references
        }
        if created:
            driver = await driver_of(self._connection)
            for item, *content in await driver.fetch(OF_ITEMS, decision, list(created)):
                references[created[item]] = _reference(*content)
        return references


def _reference(sha256: str, owner: str, agencies: str | None, member_fields: str | None) -> ContentReference:
    named = () if agencies is None else _agencies.decode(agencies)
    fields = () if member_fields is None else _fields.decode(member_fields)
    return ContentReference(sha256, acting_agencies(owner, named), fields)
