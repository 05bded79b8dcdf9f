"""Which version of each record applies on a day, as it was approved at a moment: `:day` and `:known_on`, which may be
null."""

APPLICABLE_RECORDS = """
    applicable AS (
        SELECT DISTINCT ON (v.kind, v.code)
            v.kind, v.code, v.name, v.agency_code, v.valid_from, v.valid_to, v.source_document, v.attributes
        FROM record_version v JOIN record_approval a USING (kind, code, number)
        WHERE a.outcome = 'approved' AND v.valid_from <= CAST(:day AS date)
            AND (CAST(:known_on AS timestamptz) IS NULL OR a.decided_at <= CAST(:known_on AS timestamptz))
        ORDER BY v.kind, v.code, v.number DESC
    )
"""
"""One that has ended by the day is among them: `valid_to` is still to be compared."""
