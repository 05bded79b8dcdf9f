"""What belongs to a year: Decisions by their signing day, without those that only entered the opening catalogue."""

OPENING = "opening_catalogue"
"""The topic of Decisions that brought in what was law before this system began; they are nobody's work of the year."""

DECISIONS_OF_YEAR = """
    year_decision AS (
        SELECT d.* FROM projected.decision d
        WHERE d.signed_on >= make_date(:year, 1, 1) AND d.signed_on < make_date(:year + 1, 1, 1)
          AND NOT EXISTS (SELECT FROM projected.decision_topic t WHERE t.decision_id = d.decision_id AND t.topic = :opening)
    )
"""


def of_year(year: int) -> dict[str, int | str]:
    return {"year": year, "opening": OPENING}
