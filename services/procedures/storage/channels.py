"""Channels with their deadlines, and how Decisions stand with them."""

from collections.abc import Sequence
from dataclasses import asdict, astuple
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, or_, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database import driver_of
from procedures.domain.channel_refusals import NotOnChannel, UnknownChannel
from procedures.domain.deadlines import Anchor, Deadline
from procedures.domain.decision import Due
from procedures.domain.items import ItemKind
from procedures.domain.publication_channels import Publication, State
from procedures.domain.working_days import DayKind, Direction
from procedures.storage.tables import channel_circuit, channel_publication, publication_channel, publication_deadline

TOLD_LATER = """
    SELECT later.decision_id
    FROM channel_publication mine
    JOIN channel_publication later ON later.channel = mine.channel AND later.position > mine.position
        AND later.state IN ('sent', 'confirmed', 'evidenced')
    JOIN decision_item i ON i.decision_id = mine.decision_id
    JOIN decision_item l ON l.decision_id = later.decision_id
        AND (l.procedure_code IN (i.procedure_code, i.successor_code) OR l.successor_code IN (i.procedure_code, i.successor_code))
    WHERE mine.decision_id = $1 AND mine.channel = $2
    ORDER BY later.position LIMIT 1
"""
PUBLICATION = ("decision_id", "channel", "state", "due_on", "article", "next_attempt_at", "done_on")


class Channels:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def valid_on(self, day: date) -> Sequence[str]:
        """The codes of the channels that there are on a day."""
        table = publication_channel
        begun = or_(table.c.valid_from.is_(None), table.c.valid_from <= day)
        lasting = or_(table.c.valid_to.is_(None), table.c.valid_to > day)
        return (await self._connection.scalars(select(table.c.code).where(begun, lasting).order_by(table.c.code))).all()

    async def deadlines(self) -> list[Deadline]:
        rows = await self._connection.execute(select(publication_deadline))
        return [deadline_in(row) for row in rows]

    async def add_deadline(self, deadline: Deadline, by: str, at: datetime) -> None:
        """Raises `UnknownChannel`."""
        if deadline.channel is not None:
            known = select(publication_channel.c.code).where(publication_channel.c.code == deadline.channel)
            if await self._connection.scalar(known) is None:
                raise UnknownChannel(deadline.channel)
        await self._connection.execute(insert(publication_deadline).values(**asdict(deadline), recorded_by=by, recorded_at=at))

    async def add(self, publications: Sequence[Publication], at: datetime) -> None:
        driver = await driver_of(self._connection)
        records = [
            (one.decision_id, one.channel, one.state.value, *(astuple(one.due) if one.due else (None, None)), at, one.done_on)
            for one in publications
        ]
        await driver.copy_records_to_table("channel_publication", records=records, columns=PUBLICATION)

    async def lock(self, decision: UUID, channel: str) -> Publication:
        """Waits for a push of it that is under way. Raises `NotOnChannel`."""
        found = await self._connection.execute(select(channel_publication).where(*_is(decision, channel)).with_for_update())
        if (row := found.one_or_none()) is None:
            raise NotOnChannel(decision, channel)
        due = None if row.due_on is None else Due(row.due_on, row.article)
        return Publication(decision_id=decision, channel=channel, state=State(row.state), due=due, done_on=row.done_on)

    async def told_later(self, decision: UUID, channel: str) -> UUID | None:
        """The first later Decision about one of the same procedures that the channel knows of."""
        found = await (await driver_of(self._connection)).fetchval(TOLD_LATER, decision, channel)
        return None if found is None else UUID(str(found))

    async def put_evidenced(self, publication: Publication, url: str | None, note: str | None, by: str, at: datetime) -> None:
        said = {"evidence_url": url, "evidence_note": note, "evidenced_by": by, "evidenced_at": at}
        await self._put(publication, **said)

    async def put_tried_again(self, publication: Publication, at: datetime) -> None:
        await self._put(publication, next_attempt_at=at)

    async def record(self, channels: Sequence[dict[str, Any]], by: str, at: datetime) -> None:
        """New ones are added, known ones become what is given; each is asked anew, whatever its circuit was."""
        put = postgresql.insert(publication_channel)
        rows = [{**one, "recorded_by": by, "recorded_at": at} for one in sorted(channels, key=lambda one: str(one["code"]))]
        new = {column.name: put.excluded[column.name] for column in publication_channel.c if column.name != "code"}
        await self._connection.execute(put.values(rows).on_conflict_do_update(index_elements=["code"], set_=new))
        circuits = postgresql.insert(channel_circuit).values(
            [{"channel": one["code"], "state": "closed", "failures": 0} for one in rows]
        )
        closed = {"state": "closed", "failures": 0, "probe_at": None}
        await self._connection.execute(circuits.on_conflict_do_update(index_elements=["channel"], set_=closed))

    async def _put(self, publication: Publication, **values: Any) -> None:
        await self._connection.execute(
            update(channel_publication)
            .where(*_is(publication.decision_id, publication.channel))
            .values(state=publication.state.value, done_on=publication.done_on, **values)
        )


def deadline_in(row: Any) -> Deadline:
    return Deadline(
        article=row.article,
        anchor=Anchor(row.anchor),
        number=row.number,
        days=DayKind(row.days),
        direction=Direction(row.direction),
        shortened=row.shortened,
        kind=None if row.kind is None else ItemKind(row.kind),
        channel=row.channel,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _is(decision: UUID, channel: str) -> tuple[Any, Any]:
    return channel_publication.c.decision_id == decision, channel_publication.c.channel == channel
