"""Which Decisions belong to a period: those signed in it, except those that only entered the opening catalogue."""

from datetime import date, datetime

OPENING = "opening_catalogue"
"""The topic of Decisions that entered the law from before this system started; they are not work of the period."""


def recorded_by_then(alias: str) -> str:
    """SQL of whether a row was recorded by the moment `:known_on`, if there is one. A row without a moment was not, as
    far as is known."""
    return f"(CAST(:known_on AS timestamptz) IS NULL OR {alias}.recorded_at <= CAST(:known_on AS timestamptz))"


DECISIONS_OF_PERIOD = f"""
    period_decision AS (
        SELECT d.* FROM projected.decision d
        WHERE d.signed_on BETWEEN CAST(:first AS date) AND CAST(:last AS date)
          AND NOT EXISTS (
              SELECT FROM projected.decision_topic t
              WHERE t.decision_id = d.decision_id AND t.topic = :opening)
          AND {recorded_by_then("d")}
    )
"""  # noqa: S608 - constants only


def of_year(year: int) -> dict[str, date | datetime | str | None]:
    """The parameters of a year, as it is known now."""
    return {"first": date(year, 1, 1), "last": date(year, 12, 31), "opening": OPENING, "known_on": None}
