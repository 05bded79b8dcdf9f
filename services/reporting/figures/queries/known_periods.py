"""The periods of each procedure as they were known at the moment `:known_on`.

What was recorded since is later than the last act on a procedure by then: its periods are as that act left them. All
other procedures have those that are known now. A procedure has the code of today.
"""

from reporting.figures.queries.decisions_in_period import recorded_by_then

COLUMNS = "effective_from, effective_to, name, agency_code, field_code, level, decision_number"
MOMENT = """
    CASE WHEN s.decision_id = '' THEN r.recorded_at
        WHEN s.instrument_id = ''
            THEN (SELECT d.recorded_at FROM projected.decision d WHERE d.decision_id = s.decision_id)
        ELSE coalesce(
            (SELECT min(a.recorded_at) FROM projected.annulled_item a
             WHERE a.decision_id = s.decision_id AND a.instrument_id = s.instrument_id),
            (SELECT min(c.recorded_at) FROM projected.corrected_item c
             WHERE c.decision_id = s.decision_id AND c.instrument_id = s.instrument_id))
    END
"""
"""When an act was recorded: null where that is not known, as of one whose last event has not arrived."""

KNOWN_PERIODS = f"""
    act AS MATERIALIZED (
        SELECT s.procedure_code AS stated_code, s.decision_id, s.instrument_id,
            coalesce(r.procedure_code, s.procedure_code) AS procedure_code, {MOMENT} AS recorded_at
        FROM (SELECT DISTINCT procedure_code, decision_id, instrument_id FROM projected.stated_period) s
        LEFT JOIN projected.recoded_procedure r ON s.procedure_code = CASE
            WHEN s.decision_id = '' THEN r.procedure_code ELSE r.former_code END
    ), changed AS MATERIALIZED (
        SELECT DISTINCT procedure_code FROM act
        WHERE recorded_at IS NULL OR recorded_at > CAST(:known_on AS timestamptz)
    ), last_act AS (
        SELECT DISTINCT ON (procedure_code) * FROM act
        WHERE procedure_code IN (SELECT procedure_code FROM changed)
            AND {recorded_by_then("act")}
        ORDER BY procedure_code, recorded_at DESC, decision_id, instrument_id
    ), known_period AS MATERIALIZED (
        SELECT procedure_code, {COLUMNS} FROM projected.procedure_period
        WHERE procedure_code NOT IN (SELECT procedure_code FROM changed)
        UNION ALL
        SELECT l.procedure_code, {COLUMNS} FROM last_act l
        JOIN projected.stated_period s ON (s.procedure_code, s.decision_id, s.instrument_id)
            = (l.stated_code, l.decision_id, l.instrument_id)
        WHERE s.effective_from IS NOT NULL
    )
"""  # noqa: S608 - constants only
