"""The rows that do not fit the rule of procedures in force: opening + introduced + first recorded + restored - repealed
- annulled introductions - merged = closing."""

from reporting.figures.queries.in_force_rows import ENDS, STARTS

_UNEXPLAINED = " UNION ALL ".join(
    f"SELECT concat_ws('/', procedure_code, day) AS id, decision_number AS document, '{difference}' AS difference"  # noqa: S608 - constants only
    f" FROM ({changes}) AS changed WHERE cause IS NULL"
    for changes, difference in (
        (STARTS, "in force from this day on, by no item"),
        (ENDS, "no longer in force, by no item"),
    )
)
_UNEVEN = f"""
    SELECT day::text AS id, max(document) AS document,
        concat('successions: ', sum(starts), ' begin, ', sum(1 - starts), ' end') AS difference
    FROM (
        SELECT day, document, 1 AS starts FROM ({STARTS}) AS began WHERE cause = 'succession'
        UNION ALL SELECT day, document, 0 FROM ({ENDS}) AS ended WHERE cause = 'succession'
    ) AS succession GROUP BY day HAVING sum(starts) <> sum(1 - starts)
"""  # noqa: S608 - constants only

IN_FORCE_BALANCE = f"{_UNEXPLAINED} UNION ALL {_UNEVEN}"
"""`id` is the code of a procedure and the day, or the day alone where successions are not even. Every start and every
end has one cause, so where there is no such row the figures balance."""
