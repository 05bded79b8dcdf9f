"""The dossiers as they were known at the end of the day of the moment `:known_on`.

What happens on a day is recorded on it, unless a row of `former_dossier` says how its dossier was counted before. So
of all other dossiers what happened later was not known: the period ends with that day, and nothing is past it.
"""

from reporting.figures.queries.dossier_conditions import FIRST, LAST, conditions

KNOWN_DAY = "(CAST(:known_on AS timestamptz) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
COLUMNS = """
    dossier_id, number, procedure_code, deciding_agency, channel, filed_on, received_on, ended_on, outcome, timeliness,
    papers, digitised, reused, paid_online
"""
KNOWN_DOSSIERS = f"""
    former AS MATERIALIZED (
        SELECT DISTINCT ON (dossier_id) {COLUMNS} FROM projected.former_dossier
        WHERE recorded_on > {KNOWN_DAY} ORDER BY dossier_id, recorded_on
    ), known_dossier AS (
        SELECT {COLUMNS} FROM projected.dossier d
        WHERE NOT EXISTS (SELECT FROM former f WHERE f.dossier_id = d.dossier_id)
        UNION ALL
        SELECT {COLUMNS} FROM former
    )
"""  # noqa: S608 - constants only
KNOWN_CONDITIONS = conditions(f"least({FIRST}, {KNOWN_DAY} + 1)", f"least({LAST}, {KNOWN_DAY})")
