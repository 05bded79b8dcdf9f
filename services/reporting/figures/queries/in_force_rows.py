"""The procedures in force on a day, and why each came into force or ceased to be: of the law as it is known now.

A period of the report has the days `:first` to `:last`. A procedure that is in force on a day and was not on the day
before has a start on it; one that was in force on the day before and is not has an end. Where a Decision replaces a
procedure by another code, the start of the one and the end of the other are one succession, which changes no number.
"""


def in_force_on(day: str) -> str:
    """SQL of the periods of the procedures that are in force on a day, which is an expression of SQL."""
    return f"""
        SELECT p.* FROM projected.procedure_period p
        WHERE p.effective_from <= {day} AND (p.effective_to IS NULL OR p.effective_to > {day})
    """  # noqa: S608 - constants only


def _starts(code: str, day: str) -> str:
    """SQL of whether a procedure begins to be in force on a day."""
    return f"({_has_period(code, 'effective_from', day)} AND NOT {_has_period(code, 'effective_to', day)})"


def _ends(code: str, day: str) -> str:
    """SQL of whether a procedure is no longer in force from a day on."""
    return f"({_has_period(code, 'effective_to', day)} AND NOT {_has_period(code, 'effective_from', day)})"


def _has_period(code: str, boundary: str, day: str) -> str:
    """SQL of whether a period of the procedure begins or ends on a day."""
    return f"EXISTS (SELECT FROM projected.procedure_period x WHERE x.procedure_code = {code} AND x.{boundary} = {day})"


CORRECTED = """EXISTS (
    SELECT FROM projected.corrected_item c WHERE c.decision_id = i.decision_id AND c.item_number = i.item_number
)"""
"""Whether an item was corrected: its corrected day is in the periods only."""
PLACE = "CASE WHEN i.effective_on = p.day THEN 1 ELSE 3 END"
"""An item explains the day that it states better than an annulment on that day does, and that better than a corrected
item."""
BEST = "ORDER BY p.procedure_code, p.day, (cause.cause = 'succession') DESC, cause.place, cause.document"
"""A succession goes before all else, since the other procedure of it is explained by it too."""
VALID_ITEM = f"""
    projected.decision_item i JOIN projected.decision d USING (decision_id)
    WHERE (i.effective_on = p.day OR {CORRECTED}) AND NOT EXISTS (
        SELECT FROM projected.annulled_item a WHERE a.decision_id = i.decision_id
            AND a.item_number = i.item_number AND a.effective_from <= p.day)
"""
ANNULLED_ON_DAY = """
    projected.decision_item i JOIN projected.annulled_item a USING (decision_id, item_number)
    JOIN projected.decision d USING (decision_id) WHERE a.effective_from = p.day
"""

STARTS = f"""
    SELECT DISTINCT ON (p.procedure_code, p.day) p.*, cause.cause, cause.document FROM (
        SELECT p.*, p.effective_from AS day FROM projected.procedure_period p
        WHERE p.effective_from BETWEEN CAST(:first AS date) AND CAST(:last AS date)
            AND {_starts("p.procedure_code", "p.effective_from")}
    ) p LEFT JOIN LATERAL (
        SELECT {PLACE} AS place, d.number AS document, CASE
            WHEN i.successor_code IS NOT NULL AND {_ends("i.procedure_code", "p.day")} THEN 'succession'
            WHEN i.predecessor_unrecorded THEN 'first_recorded'
            ELSE 'introduced' END AS cause
        FROM {VALID_ITEM} AND (
            i.successor_code = p.procedure_code
            OR (i.procedure_code = p.procedure_code AND i.successor_code IS NULL AND i.kind <> 'repeal'
                AND (i.kind = 'introduce' OR i.predecessor_unrecorded)))
        UNION ALL
        SELECT 2, d.number,
            CASE WHEN i.successor_code IS NOT NULL AND {_ends("i.successor_code", "p.day")} THEN 'succession'
                ELSE 'restored' END
        FROM {ANNULLED_ON_DAY} AND i.procedure_code = p.procedure_code
            AND (i.kind = 'repeal' OR i.successor_code IS NOT NULL)
    ) cause ON true
    {BEST}
"""  # noqa: S608 - constants only

ENDS = f"""
    SELECT DISTINCT ON (p.procedure_code, p.day) p.*, cause.cause, cause.document FROM (
        SELECT p.*, p.effective_to AS day FROM projected.procedure_period p
        WHERE p.effective_to BETWEEN CAST(:first AS date) AND CAST(:last AS date)
            AND {_ends("p.procedure_code", "p.effective_to")}
    ) p LEFT JOIN LATERAL (
        SELECT 2 AS place, d.number AS document, CASE
            WHEN i.successor_code = p.procedure_code AND {_starts("i.procedure_code", "p.day")} THEN 'succession'
            ELSE 'introduction_annulled' END AS cause
        FROM {ANNULLED_ON_DAY} AND (
            i.successor_code = p.procedure_code
            OR (i.procedure_code = p.procedure_code AND i.successor_code IS NULL AND i.kind <> 'repeal'
                AND (i.kind = 'introduce' OR i.predecessor_unrecorded)))
        UNION ALL
        SELECT {PLACE}, d.number, CASE
            WHEN i.successor_code IS NULL THEN 'repealed'
            WHEN {_starts("i.successor_code", "p.day")} THEN 'succession'
            ELSE 'merged' END
        FROM {VALID_ITEM} AND i.procedure_code = p.procedure_code
            AND (i.kind = 'repeal' OR i.successor_code IS NOT NULL)
    ) cause ON true
    {BEST}
"""  # noqa: S608 - constants only
"""Both have the columns of the period that starts or ends, with `day`, `cause` and `document`: the number of the
Decision, or of the one that was annulled. The cause is null where no item explains it."""
