"""Which Decisions belong to a period: those signed in it, except those that only entered the opening catalogue."""

from datetime import date

OPENING = "opening_catalogue"
"""The topic of Decisions that entered the law from before this system started; they are not work of the period."""

DECISIONS_OF_PERIOD = """
    period_decision AS (
        SELECT d.* FROM projected.decision d
        WHERE d.signed_on BETWEEN CAST(:first AS date) AND CAST(:last AS date)
          AND NOT EXISTS (
              SELECT FROM projected.decision_topic t
              WHERE t.decision_id = d.decision_id AND t.topic = :opening)
    )
"""


def of_year(year: int) -> dict[str, date | str]:
    return {"first": date(year, 1, 1), "last": date(year, 12, 31), "opening": OPENING}
