"""The levels of each online service as they were known at the moment `:known_on`.

Where a later event has changed a service since, they are as its last event by then stated them. All other services have
those that are known now. A procedure has the code of today.
"""

COLUMNS = "service_id, effective_from, effective_to, level, agency_code, agency_name, administrative_level"
KNOWN_LEVELS = f"""
    changed AS MATERIALIZED (
        SELECT DISTINCT service_id FROM projected.stated_level WHERE recorded_at > CAST(:known_on AS timestamptz)
    ), known_level AS (
        SELECT {COLUMNS}, procedure_code FROM projected.online_level
        WHERE service_id NOT IN (SELECT service_id FROM changed)
        UNION ALL
        SELECT {COLUMNS}, coalesce(r.procedure_code, s.procedure_code) FROM projected.stated_level s JOIN (
            SELECT service_id, max(recorded_at) AS recorded_at FROM projected.stated_level
            WHERE recorded_at <= CAST(:known_on AS timestamptz) AND service_id IN (SELECT service_id FROM changed)
            GROUP BY service_id
        ) AS last USING (service_id, recorded_at)
        LEFT JOIN projected.recoded_procedure r ON r.former_code = s.procedure_code
        WHERE effective_from IS NOT NULL
    )
"""  # noqa: S608 - constants only
