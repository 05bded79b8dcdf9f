"""Channels with their deadlines, and how Decisions stand with them."""

from collections.abc import Sequence
from dataclasses import asdict, astuple
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, insert, or_, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from common.calendar.working_days import DayKind, Direction
from common.database.connections import driver_of
from procedures.decisions.domain.decision import Due
from procedures.decisions.domain.instruments import RectificationKind
from procedures.law.domain.references import ItemKind
from procedures.publication_channels.domain.deadlines import Anchor, Deadline
from procedures.publication_channels.domain.publications import Publication, State
from procedures.publication_channels.domain.refusals import NotPublishedOnChannel, UnknownChannel
from procedures.tables import (
    channel_circuit,
    channel_publication,
    channel_rectification,
    publication_channel,
    publication_deadline,
)

SENT_LATER = """
    WITH told AS (
        SELECT decision_id, NULL::uuid AS rectification_id, state, position, 0::bigint AS number FROM channel_publication WHERE channel = $2
        UNION ALL
        SELECT decision_id, rectification_id, state, after_position, number FROM channel_rectification WHERE channel = $2
    ), mine AS (
        SELECT * FROM told WHERE decision_id = $1 AND rectification_id IS NOT DISTINCT FROM $3
    ), later AS (
        SELECT told.* FROM told, mine WHERE (told.position, told.number) > (mine.position, mine.number)
            AND told.state IN ('sent', 'confirmed', 'evidenced')
    ), about AS (
        SELECT told.decision_id, told.rectification_id, code
        FROM (SELECT * FROM mine UNION ALL SELECT * FROM later) told
        JOIN decision_item i ON i.decision_id = told.decision_id
        CROSS JOIN LATERAL (VALUES (i.procedure_code), (i.successor_code)) touched (code)
        WHERE told.rectification_id IS NULL
        UNION ALL
        SELECT told.decision_id, told.rectification_id, p.code
        FROM (SELECT * FROM mine UNION ALL SELECT * FROM later) told
        JOIN rectification_procedure t ON t.rectification_id = told.rectification_id
        JOIN procedure p ON p.id = t.procedure_id
    )
    SELECT coalesce(later.rectification_id, later.decision_id)
    FROM later
    JOIN about theirs ON theirs.decision_id = later.decision_id AND theirs.rectification_id IS NOT DISTINCT FROM later.rectification_id
    JOIN about ours ON ours.code = theirs.code AND ours.decision_id = $1 AND ours.rectification_id IS NOT DISTINCT FROM $3
    ORDER BY later.position, later.number LIMIT 1
"""
ADD_ACT = """
    INSERT INTO channel_rectification (rectification_id, channel, decision_id, state, due_on, article, next_attempt_at, after_position)
    SELECT $1, $2, $3, $4, $5, $6, $7, max(position) FROM channel_publication WHERE channel = $2
"""
PUBLICATION = ("decision_id", "channel", "state", "due_on", "article", "next_attempt_at", "shown_on")


class PublicationChannels:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def valid_on(self, day: date) -> Sequence[str]:
        """The codes of the channels that there are on a day."""
        return (await self._connection.scalars(_valid_on(day))).all()

    async def sent_to(self, decision: UUID, day: date) -> Sequence[str]:
        """The codes of those to which the Decision went, or is still to go, and which there are on the day."""
        went = select(channel_publication.c.channel).where(channel_publication.c.decision_id == decision)
        return (await self._connection.scalars(_valid_on(day).where(publication_channel.c.code.in_(went)))).all()

    async def deadlines(self) -> list[Deadline]:
        rows = await self._connection.execute(select(publication_deadline))
        return [deadline_in(row) for row in rows]

    async def add_deadline(self, deadline: Deadline, by: str, at: datetime) -> None:
        """Raises `UnknownChannel`."""
        if deadline.channel is not None:
            known = select(publication_channel.c.code).where(publication_channel.c.code == deadline.channel)
            if await self._connection.scalar(known) is None:
                raise UnknownChannel(deadline.channel)
        await self._connection.execute(
            insert(publication_deadline).values(**asdict(deadline), recorded_by=by, recorded_at=at)
        )

    async def add(self, publications: Sequence[Publication], at: datetime) -> None:
        driver = await driver_of(self._connection)
        records = [
            (
                one.decision_id,
                one.channel,
                one.state.value,
                *(astuple(one.due) if one.due else (None, None)),
                at,
                one.shown_on,
            )
            for one in publications
        ]
        await driver.copy_records_to_table("channel_publication", records=records, columns=PUBLICATION)

    async def add_acts(self, publications: Sequence[Publication], at: datetime) -> None:
        """Each behind all that went to its channel before. The locks of the procedures are held."""
        driver = await driver_of(self._connection)
        rows = [
            (
                one.rectification,
                one.channel,
                one.decision_id,
                one.state.value,
                *(astuple(one.due) if one.due else (None, None)),
                at,
            )
            for one in publications
        ]
        await driver.executemany(ADD_ACT, rows)

    async def lock(self, decision: UUID, channel: str, rectification: UUID | None) -> Publication:
        """Waits for a push of it that is under way. Raises `NotPublishedOnChannel`."""
        table, which = _is(decision, channel, rectification)
        found = await self._connection.execute(select(table).where(*which).with_for_update())
        if (row := found.one_or_none()) is None:
            raise NotPublishedOnChannel(decision, channel)
        due = None if row.due_on is None else Due(row.due_on, row.article)
        return Publication(
            decision_id=decision,
            channel=channel,
            state=State(row.state),
            due=due,
            shown_on=row.shown_on,
            rectification=rectification,
        )

    async def sent_later(self, publication: Publication) -> UUID | None:
        """The first later Decision about one of the same procedures, or act about one, that the channel knows of."""
        key = publication.decision_id, publication.channel, publication.rectification
        found = await (await driver_of(self._connection)).fetchval(SENT_LATER, *key)
        return None if found is None else UUID(str(found))

    async def put_evidenced(
        self, publication: Publication, url: str | None, note: str | None, by: str, at: datetime
    ) -> None:
        said = {"evidence_url": url, "evidence_note": note, "evidenced_by": by, "evidenced_at": at}
        await self._put(publication, **said)

    async def put_tried_again(self, publication: Publication, at: datetime) -> None:
        await self._put(publication, next_attempt_at=at)

    async def record(self, channels: Sequence[dict[str, Any]], by: str, at: datetime) -> None:
        """New ones are added, known ones become what is given; each is asked anew, whatever its circuit was."""
        put = postgresql.insert(publication_channel)
        rows = [
            {**one, "recorded_by": by, "recorded_at": at} for one in sorted(channels, key=lambda one: str(one["code"]))
        ]
        new = {column.name: put.excluded[column.name] for column in publication_channel.c if column.name != "code"}
        await self._connection.execute(put.values(rows).on_conflict_do_update(index_elements=["code"], set_=new))
        circuits = postgresql.insert(channel_circuit).values(
            [{"channel": one["code"], "state": "closed", "failures": 0} for one in rows]
        )
        closed = {"state": "closed", "failures": 0, "probe_at": None}
        await self._connection.execute(circuits.on_conflict_do_update(index_elements=["channel"], set_=closed))

    async def _put(self, publication: Publication, **values: Any) -> None:
        table, which = _is(publication.decision_id, publication.channel, publication.rectification)
        said = {"state": publication.state.value, "shown_on": publication.shown_on, **values}
        await self._connection.execute(update(table).where(*which).values(said))


def deadline_in(row: Any) -> Deadline:
    return Deadline(
        article=row.article,
        anchor=Anchor(row.anchor),
        days=row.days,
        day_kind=DayKind(row.day_kind),
        direction=Direction(row.direction),
        shortened=row.shortened,
        kind=None if row.kind is None else ItemKind(row.kind),
        channel=row.channel,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        rectification=None if row.rectification is None else RectificationKind(row.rectification),
    )


def _valid_on(day: date) -> Select[str]:
    table = publication_channel
    begun = or_(table.c.valid_from.is_(None), table.c.valid_from <= day)
    lasting = or_(table.c.valid_to.is_(None), table.c.valid_to > day)
    return select(table.c.code).where(begun, lasting).order_by(table.c.code)


def _is(decision: UUID, channel: str, rectification: UUID | None) -> tuple[Table, list[ColumnElement[bool]]]:
    """The table in which it stands, and what tells it apart there."""
    table = channel_publication if rectification is None else channel_rectification
    which = [table.c.decision_id == decision, table.c.channel == channel]
    return table, which if rectification is None else [*which, table.c.rectification_id == rectification]
