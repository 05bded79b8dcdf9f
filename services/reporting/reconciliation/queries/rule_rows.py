"""The rows that do not fit each rule: none where everything agrees."""

from collections.abc import Mapping

from reporting.figures.domain.dossier_figures import COMING_IN, GOING_OUT, PARTS, DossierFigure
from reporting.figures.domain.levels import LEVELS
from reporting.figures.queries.dossier_conditions import CONDITIONS
from reporting.figures.queries.figure_rows import ROWS
from reporting.reconciliation.domain.rules import ReconciliationRule
from reporting.reconciliation.queries.in_force_balance import IN_FORCE_BALANCE
from reporting.tables import CONTRADICTORY


def _times(figures: tuple[DossierFigure, ...]) -> str:
    """How many of the figures count a dossier."""
    return "(" + " + ".join(f"coalesce(({CONDITIONS[figure]})::int, 0)" for figure in figures) + ")"


def _dossiers(condition: str, expected: str, found: str) -> str:
    return f"""
        SELECT dossier_id AS id, coalesce(number, dossier_id) AS document,
            concat({expected}, ' <> ', {found}) AS difference
        FROM projected.dossier WHERE {CONTRADICTORY.text} AND {condition}
    """  # noqa: S608 - constants only


def _dossiers_balance() -> str:
    incoming, outgoing = _times(COMING_IN), _times(GOING_OUT)
    return _dossiers(f"{incoming} <> {outgoing}", incoming, outgoing)


def _dossier_parts() -> str:
    return " UNION ALL ".join(
        _dossiers(f"{_times((whole,))} <> {_times(parts)}", _times((whole,)), _times(parts)) for whole, parts in PARTS
    )


DOSSIER_SUMS = """
    SELECT concat(day, '/', channel) AS id, day::text AS document,
        concat('closed ', closed, ', ended ', done + stopped + withdrawn, '; done ', done, ', by appointment ',
            early + on_time + late + without_appointment) AS difference
    FROM projected.dossier_day_count
    WHERE day BETWEEN CAST(:first AS date) AND CAST(:last AS date) AND (
        closed <> done + stopped + withdrawn OR done <> early + on_time + late + without_appointment
        OR received <> 0 AND channel NOT IN ('online', 'direct', 'post'))
"""
"""The sums that reports read. Where they hold on every day, those of a period balance."""


def _online_parts() -> str:
    """A service with two levels on the last day would be counted twice."""
    return f"""
        SELECT id, max(procedure_code) AS document, concat(count(*), ' levels on one day') AS difference
        FROM ({ROWS["online"].sql}) AS service GROUP BY id HAVING count(*) > 1
    """  # noqa: S608 - constants only


def _levels_total() -> str:
    known = ", ".join(f"'{level}'" for level in LEVELS)
    return " UNION ALL ".join(
        f"SELECT id, document, concat('level ', level) AS difference"  # noqa: S608 - constants only
        f" FROM ({ROWS[key].sql}) AS counted WHERE level IS NULL OR level NOT IN ({known})"
        for key in ("procedures", "declared_online", "online")
    )


def _tasks_total() -> str:
    done, running = (ROWS[key].sql for key in ("tasks_done", "tasks_running"))
    return f"""
        SELECT id, document, 'neither done nor running' AS difference FROM ({ROWS["tasks"].sql}) AS task
        WHERE id NOT IN (SELECT id FROM ({done}) AS d UNION ALL SELECT id FROM ({running}) AS r)
    """  # noqa: S608 - constants only


PUBLICATION_PARTS = """
    SELECT concat_ws('/', decision_id, instrument_id, channel) AS id, channel AS document,
        concat('shown on ', shown_on, ', due on ', coalesce(due_on::text, 'no day'), ': ', timeliness) AS difference
    FROM projected.publication
    WHERE shown_on BETWEEN CAST(:first AS date) AND CAST(:last AS date) AND timeliness <> CASE
        WHEN due_on IS NULL THEN 'without_deadline' WHEN shown_on <= due_on THEN 'on_time' ELSE 'late' END
"""


RULE_ROWS: Mapping[ReconciliationRule, str] = {
    ReconciliationRule.IN_FORCE_BALANCE: IN_FORCE_BALANCE,
    ReconciliationRule.DOSSIERS_BALANCE: _dossiers_balance(),
    ReconciliationRule.DOSSIER_PARTS: _dossier_parts(),
    ReconciliationRule.DOSSIER_SUMS: DOSSIER_SUMS,
    ReconciliationRule.ONLINE_PARTS: _online_parts(),
    ReconciliationRule.LEVELS_TOTAL: _levels_total(),
    ReconciliationRule.TASKS_TOTAL: _tasks_total(),
    ReconciliationRule.PUBLICATION_PARTS: PUBLICATION_PARTS,
}
"""Statements with `id`, `document` and `difference`, and the parameters of figures."""
