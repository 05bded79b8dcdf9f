"""Unusual look-ups in the access log, and the alarms that were raised about them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.access_log.domain.alarms import Alarm, AlarmKind
from population_lookup.tables import raised_alarm

WINDOW = timedelta(hours=1)
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('population_lookup alarms'))"
"""Of several processes that watch, the second sees what the first has raised."""
UNUSUAL = """
    WITH lookup AS (
        SELECT d.c->>'agency_code' AS agency_code, d.c->>'officer_id' AS officer_id, d.c->>'state' AS state,
            d.c->'request'->>'personal_id' AS personal_id,
            coalesce(a.personal_id, d.c->'request'->>'old_identity_card') AS person
        FROM access_log a CROSS JOIN LATERAL (SELECT convert_from(a.content, 'UTF8')::jsonb AS c) d
        WHERE a.at > $1 AND a.at <= $2 AND jsonb_typeof(d.c->'request') = 'object'
            AND d.c->>'refusal' IS DISTINCT FROM 'agency-mismatch' -- its agency is not that of the officer
    ), seen AS (
        SELECT agency_code, officer_id, person FROM lookup WHERE person IS NOT NULL
        UNION ALL
        SELECT d.c->>'agency_code', d.c->>'officer_id', unnest(a.household_members)
        FROM access_log a CROSS JOIN LATERAL (SELECT convert_from(a.content, 'UTF8')::jsonb AS c) d
        WHERE a.at > $1 AND a.at <= $2 AND a.household_members IS NOT NULL
    ), numbered AS (
        SELECT DISTINCT agency_code, officer_id, personal_id::bigint AS number FROM lookup
        WHERE personal_id IS NOT NULL
    ), run AS (
        SELECT agency_code, officer_id, count(*) AS length FROM (
            SELECT agency_code, officer_id,
                number - row_number() OVER (PARTITION BY agency_code, officer_id ORDER BY number) AS run_start
            FROM numbered
        ) AS beginning
        GROUP BY agency_code, officer_id, run_start
    ), found AS (
        SELECT 'many_persons' AS kind, agency_code, officer_id, '' AS person, count(DISTINCT person) AS number,
            count(*) AS lookups
        FROM seen GROUP BY agency_code, officer_id
        UNION ALL
        SELECT 'sequential_numbers', agency_code, officer_id, '', max(length), max(length)
        FROM run GROUP BY agency_code, officer_id
        UNION ALL
        SELECT 'many_officers', '', '', person, count(DISTINCT (agency_code, officer_id)), count(*)
        FROM seen GROUP BY person
        UNION ALL
        SELECT 'not_matched', agency_code, officer_id, '',
            floor(100.0 * count(*) FILTER (WHERE state = 'not_matched') / count(*)), count(*)
        FROM lookup WHERE state <> 'refused' GROUP BY agency_code, officer_id
    )
    SELECT f.kind, f.agency_code, f.officer_id, f.person, f.number::bigint AS number, r.threshold
    FROM found f JOIN alarm_rule r ON r.kind = f.kind AND r.valid_from <= $3
        AND (r.valid_to IS NULL OR $3 < r.valid_to)
    WHERE f.number > r.threshold AND f.lookups >= r.fewest AND NOT EXISTS (
        SELECT FROM raised_alarm e WHERE e.raised_at > $1 AND (e.kind, e.agency_code, e.officer_id, e.person)
            = (f.kind, f.agency_code, f.officer_id, f.person)
    )
    ORDER BY f.kind, f.agency_code, f.officer_id, f.person
"""


async def new_alarms(connection: AsyncConnection, now: datetime, day: date) -> list[Alarm]:
    """Those about the hour until now, without those that were raised in that hour about the same officer or
    citizen."""
    await connection.exec_driver_sql(ONE_AT_A_TIME)
    rows = (await connection.exec_driver_sql(UNUSUAL, (now - WINDOW, now, day))).all()
    return [
        Alarm(AlarmKind(row.kind), row.agency_code, row.officer_id, row.person, row.number, row.threshold)
        for row in rows
    ]


async def keep_alarms(connection: AsyncConnection, alarms: Sequence[tuple[str, Alarm]], at: datetime) -> None:
    """Each with the id of its line in the access log."""
    rows = [
        {
            "lookup_id": UUID(lookup_id),
            "kind": alarm.kind.value,
            "agency_code": alarm.agency_code,
            "officer_id": alarm.officer_id,
            "person": alarm.person,
            "number": alarm.number,
            "threshold": alarm.threshold,
            "raised_at": at,
        }
        for lookup_id, alarm in alarms
    ]
    await connection.execute(insert(raised_alarm).values(rows))
