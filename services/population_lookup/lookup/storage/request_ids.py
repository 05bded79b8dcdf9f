"""The request that each request id of an officer identifies, and how many look-ups were made in a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.lookup.domain.quotas import Counted, DayCount, Quota, QuotaKind, counted_by, exceeded_quotas
from population_lookup.lookup.domain.request_id_keys import RequestIdKeys
from population_lookup.tables import lookup_count, lookup_request

COUNT_AND_CLAIM = """
    WITH requested AS (
        SELECT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[])
            WITH ORDINALITY AS a (account, agency_code, officer_id, request_id, request_digest, position)
    ), other AS (
        SELECT * FROM unnest($7::bigint[], $8::text[]) AS o (position, request_id)
    ), counted AS (
        INSERT INTO lookup_count AS c (day, kind, holder, officer_id, lookups)
        SELECT $1, kind, holder, officer_id, count(*)
        FROM (
            SELECT 'client' AS kind, account AS holder, '' AS officer_id FROM requested
            UNION ALL
            SELECT 'officer', agency_code, officer_id FROM requested
        ) AS each
        GROUP BY kind, holder, officer_id ORDER BY kind, holder, officer_id
        ON CONFLICT (day, kind, holder, officer_id) DO UPDATE SET lookups = c.lookups + excluded.lookups
        RETURNING kind, holder, officer_id, lookups
    ), claimed AS (
        INSERT INTO lookup_request (account, officer_id, request_id, request_digest, claimed_on)
        SELECT account, officer_id, request_id, request_digest, $1 FROM requested
        WHERE (SELECT count(*) FROM counted) > 0 AND NOT EXISTS (
            SELECT FROM other o JOIN lookup_request r ON (r.account, r.officer_id, r.request_id)
                = (requested.account, requested.officer_id, o.request_id)
            WHERE o.position = requested.position
        )
        ORDER BY account, officer_id, request_id, position
        ON CONFLICT DO NOTHING
        RETURNING 1
    )
    SELECT n.*, q.per_day, (SELECT count(*) FROM claimed) AS claimed
    FROM counted n LEFT JOIN LATERAL (
        SELECT per_day FROM quota q
        WHERE q.kind = n.kind AND q.holder IN (n.holder, '*') AND q.valid_from <= $1
            AND (q.valid_to IS NULL OR $1 < q.valid_to)
        ORDER BY q.holder = '*' LIMIT 1
    ) AS q ON true
"""
CLAIMED = """
    SELECT coalesce(
        (
            SELECT r.request_digest = o.request_digest
            FROM unnest($5::bigint[], $6::text[], $7::bytea[]) AS o (position, request_id, request_digest)
            JOIN lookup_request r ON (r.account, r.officer_id, r.request_id) = (a.account, a.officer_id, o.request_id)
            WHERE o.position = a.position LIMIT 1
        ),
        (
            SELECT r.request_digest = a.request_digest FROM lookup_request r
            WHERE (r.account, r.officer_id, r.request_id) = (a.account, a.officer_id, a.request_id)
        )
    )
    FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[])
        WITH ORDINALITY AS a (account, officer_id, request_id, request_digest, position)
    ORDER BY a.position
"""


NO_ROWS: tuple[list[Any], ...] = ([], [], [])


@dataclass(frozen=True, slots=True)
class Claim:
    """`is_own` is whether the request id belongs to the request; `exceeded` is the quota that the look-up goes
    beyond."""

    is_own: bool
    exceeded: Quota | None


async def count_and_claim(
    connection: AsyncConnection, day: date, requests: Sequence[tuple[str, LookupRequest]], keys: RequestIdKeys
) -> list[Claim]:
    """Returns a claim for each account and request, whose ids are stored under the keys. The first request with an id
    claims it, and may be repeated; another request with the same id does not own it.

    One statement counts and claims, in one order, the counts first: so transactions cannot deadlock, and those that
    count for the same client or officer follow one another.
    """
    if not requests:
        return []
    rows = [
        (account, request.agency_code, request.officer_id, *keys.current(account, request))
        for account, request in requests
    ]
    others = [
        (position, *stored)
        for position, (account, request) in enumerate(requests, 1)
        for stored in keys.others(account, request)
    ]
    positions, other_ids, other_digests = (list(column) for column in zip(*others, strict=True)) if others else NO_ROWS
    accounts, agencies, officers, ids, digests = (list(column) for column in zip(*rows, strict=True))
    driver = await driver_of(connection)
    found = await driver.fetch(COUNT_AND_CLAIM, day, accounts, agencies, officers, ids, digests, positions, other_ids)
    counts = {
        Counted(QuotaKind(kind), holder, officer): DayCount(lookups, per_day)
        for kind, holder, officer, lookups, per_day, _ in found
    }
    exceeded = exceeded_quotas([counted_by(*row[:3]) for row in rows], counts)
    if found[0]["claimed"] == len(rows):
        own = [True] * len(rows)
    else:
        claimed = await driver.fetch(CLAIMED, accounts, officers, ids, digests, positions, other_ids, other_digests)
        own = [is_own for (is_own,) in claimed]
    return [Claim(*claim) for claim in zip(own, exceeded, strict=True)]


async def forget_before(connection: AsyncConnection, day: date) -> None:
    """Forgets request ids that were claimed before the day, and the counts of days before it."""
    await connection.execute(delete(lookup_request).where(lookup_request.c.claimed_on < day))
    await connection.execute(delete(lookup_count).where(lookup_count.c.day < day))
