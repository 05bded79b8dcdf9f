"""Channels with their deadlines, and the state of Decisions on them."""

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
    WITH publication AS (
        SELECT decision_id, NULL::uuid AS rectification_id, state, position, 0::bigint AS number
        FROM channel_publication WHERE channel = $2
        UNION ALL
        SELECT decision_id, rectification_id, state, after_position, number
        FROM channel_rectification WHERE channel = $2
    ), this AS (
        SELECT * FROM publication WHERE decision_id = $1 AND rectification_id IS NOT DISTINCT FROM $3
    ), later AS (
        SELECT publication.* FROM publication, this
        WHERE (publication.position, publication.number) > (this.position, this.number)
            AND publication.state IN ('sent', 'confirmed', 'evidenced')
    ), affected AS (
        SELECT publication.decision_id, publication.rectification_id, code
        FROM (SELECT * FROM this UNION ALL SELECT * FROM later) publication
        JOIN decision_item i ON i.decision_id = publication.decision_id
        CROSS JOIN LATERAL (VALUES (current_code(i.procedure_code)), (current_code(i.successor_code)))
            procedure_of_item (code)
        WHERE publication.rectification_id IS NULL
        UNION ALL
        SELECT publication.decision_id, publication.rectification_id, p.code
        FROM (SELECT * FROM this UNION ALL SELECT * FROM later) publication
        JOIN rectification_procedure t ON t.rectification_id = publication.rectification_id
        JOIN procedure p ON p.id = t.procedure_id
    )
    SELECT coalesce(later.rectification_id, later.decision_id)
    FROM later
    JOIN affected a ON a.decision_id = later.decision_id
        AND a.rectification_id IS NOT DISTINCT FROM later.rectification_id
    JOIN affected b ON b.code = a.code AND b.decision_id = $1 AND b.rectification_id IS NOT DISTINCT FROM $3
    ORDER BY later.position, later.number LIMIT 1
"""
ADD_RECTIFICATION = """
    INSERT INTO channel_rectification
        (rectification_id, channel, decision_id, state, due_on, article, next_attempt_at, after_position)
    SELECT $1, $2, $3, $4, $5, $6, $7, max(position) FROM channel_publication WHERE channel = $2
"""
PUBLICATION = ("decision_id", "channel", "state", "due_on", "article", "next_attempt_at", "shown_on")


class PublicationChannels:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def valid_on(self, day: date) -> Sequence[str]:
        """The codes of the channels that are valid on a day."""
        return (await self._connection.scalars(_valid_on(day))).all()

    async def sent_to(self, decision: UUID, day: date) -> Sequence[str]:
        """The codes of the channels that the Decision was sent to, or is queued for, and that are valid on the day."""
        channels_of_decision = select(channel_publication.c.channel).where(
            channel_publication.c.decision_id == decision
        )
        return (
            await self._connection.scalars(_valid_on(day).where(publication_channel.c.code.in_(channels_of_decision)))
        ).all()

    async def deadlines(self) -> list[Deadline]:
        rows = await self._connection.execute(select(publication_deadline))
        return [deadline_in(row) for row in rows]

    async def add_deadline(self, deadline: Deadline, by: str, at: datetime) -> None:
        """Raises `UnknownChannel`."""
        if deadline.channel is not None:
            recorded = select(publication_channel.c.code).where(publication_channel.c.code == deadline.channel)
            if await self._connection.scalar(recorded) is None:
                raise UnknownChannel(deadline.channel)
        await self._connection.execute(
            insert(publication_deadline).values(**asdict(deadline), recorded_by=by, recorded_at=at)
        )

    async def add(self, publications: Sequence[Publication], at: datetime) -> None:
        driver = await driver_of(self._connection)
        records = [
            (
                publication.decision_id,
                publication.channel,
                publication.state.value,
                *(astuple(publication.due) if publication.due else (None, None)),
                at,
                publication.shown_on,
            )
            for publication in publications
        ]
        await driver.copy_records_to_table("channel_publication", records=records, columns=PUBLICATION)

    async def add_rectifications(self, publications: Sequence[Publication], at: datetime) -> None:
        """Queues each behind all earlier publications of its channel. The caller holds the locks of the procedures."""
        driver = await driver_of(self._connection)
        rows = [
            (
                publication.rectification,
                publication.channel,
                publication.decision_id,
                publication.state.value,
                *(astuple(publication.due) if publication.due else (None, None)),
                at,
            )
            for publication in publications
        ]
        await driver.executemany(ADD_RECTIFICATION, rows)

    async def lock(self, decision: UUID, channel: str, rectification: UUID | None) -> Publication:
        """Waits for a push of it that is in progress. Raises `NotPublishedOnChannel`."""
        table, conditions = _table_and_key(decision, channel, rectification)
        result = await self._connection.execute(select(table).where(*conditions).with_for_update())
        if (row := result.one_or_none()) is None:
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
        """The first later Decision about one of the same procedures, or rectification of one, that the channel has
        received."""
        key = publication.decision_id, publication.channel, publication.rectification
        later_id = await (await driver_of(self._connection)).fetchval(SENT_LATER, *key)
        return None if later_id is None else UUID(str(later_id))

    async def put_evidenced(
        self, publication: Publication, url: str | None, note: str | None, by: str, at: datetime
    ) -> None:
        evidence = {"evidence_url": url, "evidence_note": note, "evidenced_by": by, "evidenced_at": at}
        await self._put(publication, **evidence)

    async def put_retried(self, publication: Publication, at: datetime) -> None:
        await self._put(publication, next_attempt_at=at)

    async def record(self, channels: Sequence[dict[str, Any]], by: str, at: datetime) -> None:
        """New channels are added, known ones take the given values. Each is tried again, whatever the state of its
        circuit."""
        put = postgresql.insert(publication_channel)
        rows = [
            {**channel, "recorded_by": by, "recorded_at": at}
            for channel in sorted(channels, key=lambda channel: str(channel["code"]))
        ]
        new = {column.name: put.excluded[column.name] for column in publication_channel.c if column.name != "code"}
        await self._connection.execute(put.values(rows).on_conflict_do_update(index_elements=["code"], set_=new))
        circuits = postgresql.insert(channel_circuit).values(
            [{"channel": channel["code"], "state": "closed", "failures": 0} for channel in rows]
        )
        closed = {"state": "closed", "failures": 0, "probe_at": None}
        await self._connection.execute(circuits.on_conflict_do_update(index_elements=["channel"], set_=closed))

    async def _put(self, publication: Publication, **values: Any) -> None:
        table, conditions = _table_and_key(publication.decision_id, publication.channel, publication.rectification)
        changes = {"state": publication.state.value, "shown_on": publication.shown_on, **values}
        await self._connection.execute(update(table).where(*conditions).values(changes))


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
    has_begun = or_(table.c.valid_from.is_(None), table.c.valid_from <= day)
    has_not_ended = or_(table.c.valid_to.is_(None), table.c.valid_to > day)
    return select(table.c.code).where(has_begun, has_not_ended).order_by(table.c.code)


def _table_and_key(decision: UUID, channel: str, rectification: UUID | None) -> tuple[Table, list[ColumnElement[bool]]]:
    """The table that holds the publication, and the conditions that identify it there."""
    table = channel_publication if rectification is None else channel_rectification
    conditions = [table.c.decision_id == decision, table.c.channel == channel]
    return table, conditions if rectification is None else [*conditions, table.c.rectification_id == rectification]
