"""The rows that do not fit the rule of procedures in force: opening + introduced + first recorded + restored - repealed
- annulled introductions - merged = closing."""

from reporting.figures.queries.in_force_rows import ENDS, STARTS

IN_FORCE_BALANCE = f"""
    WITH began AS MATERIALIZED ({STARTS}), ended AS MATERIALIZED ({ENDS})
    SELECT concat_ws('/', procedure_code, day) AS id, decision_number AS document,
        'in force from this day on, by no item' AS difference
    FROM began WHERE cause IS NULL
    UNION ALL
    SELECT concat_ws('/', procedure_code, day), decision_number, 'no longer in force, by no item'
    FROM ended WHERE cause IS NULL
    UNION ALL
    SELECT day::text, max(document), concat('successions: ', sum(starts), ' begin, ', sum(1 - starts), ' end')
    FROM (
        SELECT day, document, 1 AS starts FROM began WHERE cause = 'succession'
        UNION ALL SELECT day, document, 0 FROM ended WHERE cause = 'succession'
    ) AS succession GROUP BY day HAVING sum(starts) <> sum(1 - starts)
"""  # noqa: S608 - constants only
"""`id` is the code of a procedure and the day, or the day alone where successions are not even. Every start and every
end has one cause, so where there is no such row the figures balance. Both are computed once: that is nearly all of the
work."""
