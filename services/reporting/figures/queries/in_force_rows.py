"""The procedures in force on a day, and why each came into force or ceased to be: of the law as it is known now, or
was known at a moment.

A period of the report has the days `:first` to `:last`. A procedure that is in force on a day and was not on the day
before has a start on it; one that was in force on the day before and is not has an end. Where a Decision replaces a
procedure by another code, the start of the one and the end of the other are one succession, which changes no number.
"""

from dataclasses import dataclass

from reporting.figures.queries.decisions_in_period import recorded_by_then
from reporting.figures.queries.known_periods import KNOWN_PERIODS


@dataclass(frozen=True, slots=True)
class LawRows:
    """Where the law is read. `tables` are statements of WITH that go before; `periods` is the table of periods. With
    `as_known` only acts that were recorded by the moment `:known_on` count."""

    tables: str
    periods: str
    as_known: bool

    def and_recorded(self, alias: str) -> str:
        return f" AND {recorded_by_then(alias)}" if self.as_known else ""


LAW_NOW = LawRows("", "projected.procedure_period", as_known=False)
LAW_AS_KNOWN = LawRows(f"WITH {KNOWN_PERIODS}", "known_period", as_known=True)


def in_force_on(day: str, law: LawRows) -> str:
    """SQL of the periods of the procedures that are in force on a day, which is an expression of SQL."""
    return f"""
        {law.tables} SELECT p.* FROM {law.periods} p
        WHERE p.effective_from <= {day} AND (p.effective_to IS NULL OR p.effective_to > {day})
    """  # noqa: S608 - constants only


def _starts(law: LawRows, code: str, day: str) -> str:
    """SQL of whether a procedure begins to be in force on a day."""
    return f"({_has_period(law, code, 'effective_from', day)} AND NOT {_has_period(law, code, 'effective_to', day)})"


def _ends(law: LawRows, code: str, day: str) -> str:
    """SQL of whether a procedure is no longer in force from a day on."""
    return f"({_has_period(law, code, 'effective_to', day)} AND NOT {_has_period(law, code, 'effective_from', day)})"


def _has_period(law: LawRows, code: str, boundary: str, day: str) -> str:
    """SQL of whether a period of the procedure begins or ends on a day."""
    return f"EXISTS (SELECT FROM {law.periods} x WHERE x.procedure_code = {code} AND x.{boundary} = {day})"


PLACE = "CASE WHEN i.effective_on = p.day THEN 1 ELSE 3 END"
"""An item explains the day that it states better than an annulment on that day does, and that better than a corrected
item."""
BEST = "ORDER BY p.procedure_code, p.day, (cause.cause = 'succession') DESC, cause.place, cause.document"
"""A succession goes before all else, since the other procedure of it is explained by it too."""


def _valid_item(law: LawRows) -> str:
    """An item was corrected where it is among the corrected ones: its corrected day is in the periods only."""
    return f"""
        projected.decision_item i JOIN projected.decision d USING (decision_id)
        WHERE (i.effective_on = p.day OR EXISTS (
            SELECT FROM projected.corrected_item c WHERE c.decision_id = i.decision_id
                AND c.item_number = i.item_number{law.and_recorded("c")}
        )) AND NOT EXISTS (
            SELECT FROM projected.annulled_item a WHERE a.decision_id = i.decision_id
                AND a.item_number = i.item_number AND a.effective_from <= p.day{law.and_recorded("a")}
        ){law.and_recorded("d")}
    """  # noqa: S608 - constants only


def _annulled_on_day(law: LawRows) -> str:
    return f"""
        projected.decision_item i JOIN projected.annulled_item a USING (decision_id, item_number)
        JOIN projected.decision d USING (decision_id) WHERE a.effective_from = p.day{law.and_recorded("a")}
    """


def starts(law: LawRows) -> str:
    return f"""
        {law.tables} SELECT DISTINCT ON (p.procedure_code, p.day) p.*, cause.cause, cause.document FROM (
            SELECT p.*, p.effective_from AS day FROM {law.periods} p
            WHERE p.effective_from BETWEEN CAST(:first AS date) AND CAST(:last AS date)
                AND {_starts(law, "p.procedure_code", "p.effective_from")}
        ) p LEFT JOIN LATERAL (
            SELECT {PLACE} AS place, d.number AS document, CASE
                WHEN i.successor_code IS NOT NULL AND {_ends(law, "i.procedure_code", "p.day")} THEN 'succession'
                WHEN i.predecessor_unrecorded THEN 'first_recorded'
                ELSE 'introduced' END AS cause
            FROM {_valid_item(law)} AND (
                i.successor_code = p.procedure_code
                OR (i.procedure_code = p.procedure_code AND i.successor_code IS NULL AND i.kind <> 'repeal'
                    AND (i.kind = 'introduce' OR i.predecessor_unrecorded)))
            UNION ALL
            SELECT 2, d.number, CASE
                WHEN i.successor_code IS NOT NULL AND {_ends(law, "i.successor_code", "p.day")} THEN 'succession'
                ELSE 'restored' END
            FROM {_annulled_on_day(law)} AND i.procedure_code = p.procedure_code
                AND (i.kind = 'repeal' OR i.successor_code IS NOT NULL)
        ) cause ON true
        {BEST}
    """  # noqa: S608 - constants only


def ends(law: LawRows) -> str:
    return f"""
        {law.tables} SELECT DISTINCT ON (p.procedure_code, p.day) p.*, cause.cause, cause.document FROM (
            SELECT p.*, p.effective_to AS day FROM {law.periods} p
            WHERE p.effective_to BETWEEN CAST(:first AS date) AND CAST(:last AS date)
                AND {_ends(law, "p.procedure_code", "p.effective_to")}
        ) p LEFT JOIN LATERAL (
            SELECT 2 AS place, d.number AS document, CASE
                WHEN i.successor_code = p.procedure_code AND {_starts(law, "i.procedure_code", "p.day")}
                    THEN 'succession'
                ELSE 'introduction_annulled' END AS cause
            FROM {_annulled_on_day(law)} AND (
                i.successor_code = p.procedure_code
                OR (i.procedure_code = p.procedure_code AND i.successor_code IS NULL AND i.kind <> 'repeal'
                    AND (i.kind = 'introduce' OR i.predecessor_unrecorded)))
            UNION ALL
            SELECT {PLACE}, d.number, CASE
                WHEN i.successor_code IS NULL THEN 'repealed'
                WHEN {_starts(law, "i.successor_code", "p.day")} THEN 'succession'
                ELSE 'merged' END
            FROM {_valid_item(law)} AND i.procedure_code = p.procedure_code
                AND (i.kind = 'repeal' OR i.successor_code IS NOT NULL)
        ) cause ON true
        {BEST}
    """  # noqa: S608 - constants only


STARTS, ENDS = starts(LAW_NOW), ends(LAW_NOW)
"""Both have the columns of the period that starts or ends, with `day`, `cause` and `document`: the number of the
Decision, or of the one that was annulled. The cause is null where no item explains it."""
