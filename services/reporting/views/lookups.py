"""Look-ups in the population database in cells. Nobody is identified, and small numbers are withheld."""

from common.projection.views import View
from reporting.views.suppression import FEWEST_PERSONS

COUNTED = f"""\
    CASE WHEN sum(lookups) >= {FEWEST_PERSONS} THEN sum(lookups)::bigint END AS lookups,
    sum(lookups) < {FEWEST_PERSONS} AS withheld"""
COUNTS = {
    "lookups": "how many there were; null where there were fewer than 5",
    "withheld": "whether the number is withheld (null), since fewer than 5 persons stand behind it",
}

LOOKUPS = View(
    "lookups",
    "look-ups, one row for each day, agency, procedure and outcome with any",
    {
        "day": "the day in the province",
        "agency_code": "the agency that looked somebody up",
        "procedure_code": "the procedure for which",
        "outcome": "matched, not_matched, or the type of the refusal",
        **COUNTS,
    },
    f"""\
SELECT day, agency_code, procedure_code, outcome,
{COUNTED}
FROM projected.lookup_count GROUP BY day, agency_code, procedure_code, outcome""",  # noqa: S608 - constants only
)

LOOKUP_FIELDS = View(
    "lookup_fields",
    "look-ups by what they disclosed, one row for each day, agency and field; one look-up counts in each of its fields",
    {
        "day": "the day in the province",
        "agency_code": "the agency that looked somebody up",
        "field": "which of the 20 fields of the population database was disclosed",
        **COUNTS,
    },
    f"""\
SELECT day, agency_code, field,
{COUNTED}
FROM projected.lookup_field_count GROUP BY day, agency_code, field""",  # noqa: S608 - constants only
)
