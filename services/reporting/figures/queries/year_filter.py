"""Which Decisions belong to a year: those signed in it, except those that only entered the opening catalogue."""

OPENING = "opening_catalogue"
"""The topic of Decisions that entered the law from before this system started; they are not work of the year."""

DECISIONS_OF_YEAR = """
    year_decision AS (
        SELECT d.* FROM projected.decision d
        WHERE d.signed_on >= make_date(:year, 1, 1) AND d.signed_on < make_date(:year + 1, 1, 1)
          AND NOT EXISTS (
              SELECT FROM projected.decision_topic t
              WHERE t.decision_id = d.decision_id AND t.topic = :opening)
    )
"""


def of_year(year: int) -> dict[str, int | str]:
    return {"year": year, "opening": OPENING}
