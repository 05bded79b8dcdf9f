"""Dossiers (hồ sơ) in cells of one day, agency and procedure. Nobody is identified, and small numbers are withheld."""

from common.projection.views import View
from reporting.views.suppression import none_small, part_shown, shown

CELL = {
    "day": "the day in the province",
    "agency_code": "the agency that decides; a dossier that moved is counted where it is now",
    "procedure_code": "the procedure",
}
MARK = "whether a number of this row is withheld (null), since fewer than 5 persons stand behind it or behind the rest"

RECEIVED = """\
    SELECT day, agency_code, procedure_code, sum(received)::bigint AS dossiers,
        coalesce(sum(received) FILTER (WHERE channel = 'online'), 0)::bigint AS online,
        sum(digitised)::bigint AS digitised, sum(reused)::bigint AS reused, sum(paid_online)::bigint AS paid_online
    FROM projected.dossier_count GROUP BY 1, 2, 3 HAVING sum(received) > 0"""

ENDED = """\
    SELECT day, agency_code, procedure_code,
        sum(done + stopped + withdrawn + withdrawn_unreceived + declined)::bigint AS dossiers,
        sum(done)::bigint AS done, sum(stopped)::bigint AS stopped,
        sum(withdrawn + withdrawn_unreceived)::bigint AS withdrawn, sum(declined)::bigint AS declined,
        sum(late)::bigint AS late
    FROM projected.dossier_count GROUP BY 1, 2, 3
    HAVING sum(done + stopped + withdrawn + withdrawn_unreceived + declined) > 0"""

OUTCOMES = ("done", "stopped", "withdrawn", "declined")
OUTCOMES_SHOWN = none_small(OUTCOMES, "dossiers")
LATE = part_shown("late", "done")


def cells(counted: str, numbers: dict[str, str]) -> str:
    columns = ",\n    ".join(f"{number} AS {name}" for name, number in numbers.items())
    mark = " OR ".join(f"c.{name} IS NULL" for name in numbers)
    return (
        f"SELECT c.*, {mark} AS withheld\nFROM (\nSELECT day, agency_code, procedure_code,\n    {columns}\n"
        f"FROM (\n{counted}\n) AS counted\n) AS c"
    )


DOSSIERS_RECEIVED = View(
    "dossiers_received",
    "the dossiers that were received, one row for each day, agency and procedure with any",
    {
        **CELL,
        "dossiers": "how many were received",
        "online": "how many of them were filed online; the denominator is dossiers",
        "digitised": "of how many of them all papers are digitised; the denominator is dossiers",
        "reused": "in how many of them a digitised paper was used again; the denominator is dossiers",
        "paid_online": "for how many of them the fee was paid online; the denominator is dossiers",
        "withheld": MARK,
    },
    cells(
        RECEIVED,
        {"dossiers": shown("dossiers")}
        | {part: part_shown(part, "dossiers") for part in ("online", "digitised", "reused", "paid_online")},
    ),
)

DOSSIERS_ENDED = View(
    "dossiers_ended",
    "the dossiers that ended, one row for each day, agency and procedure with any",
    {
        **CELL,
        "dossiers": "how many ended",
        "done": "how many of them with a result",
        "stopped": "how many of them were stopped",
        "withdrawn": "how many of them were withdrawn",
        "declined": "how many of them were declined when they were filed",
        "late": "how many results came after the appointed day; the denominator is done",
        "withheld": MARK,
    },
    cells(
        ENDED,
        {
            "dossiers": shown("dossiers"),
            **{outcome: f"CASE WHEN {OUTCOMES_SHOWN} THEN {outcome} END" for outcome in OUTCOMES},
            "late": f"CASE WHEN NOT {OUTCOMES_SHOWN} THEN NULL WHEN done = 0 THEN 0 ELSE {LATE} END",
        },
    ),
)
