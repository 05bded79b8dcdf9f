"""What rounds of review have cut, weighted by the dossiers of a period: a procedure that many use counts for more."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.queries.known_dossiers import KNOWN_CONDITIONS, KNOWN_DOSSIERS
from reporting.scores.domain.score_keys import SimplificationMeasure
from reporting.shared.domain.periods import Period

BY_THEN = "{alias}.recorded_at <= CAST(:known_on AS timestamptz)"


def _cuts(of_result: str, of_other: str, of_code: str) -> str:
    """Of each round the last result applies; of several rounds that were compared in the period, the last one. What
    could not be compared is left out. A procedure has the code of today, also where its provisional one was counted.
    The conditions select what was known."""
    return f"""
        WITH applicable AS (
            SELECT c.*, coalesce(r.procedure_code, c.procedure_code) AS current_code
            FROM projected.review_cut c
            LEFT JOIN projected.recoded_procedure r ON r.former_code = c.procedure_code{of_code}
            WHERE c.measure = :measure AND c.compared_on BETWEEN :first AND :last{of_result}
                AND c.result = (
                    SELECT max(o.result) FROM projected.review_cut o WHERE o.round_id = c.round_id{of_other})
        ), chosen AS (
            SELECT DISTINCT ON (current_code) current_code, round_id, result FROM applicable
            ORDER BY current_code, compared_on DESC, recorded_at DESC, round_id
        )
        SELECT current_code AS procedure_code, round_id, round_name, unit, numerator, denominator
        FROM applicable JOIN chosen USING (current_code, round_id, result)
        WHERE denominator::numeric > 0 ORDER BY current_code, unit
    """  # noqa: S608 - constants only


def _dossiers(tables: str, rows: str, of_code: str) -> str:
    """The dossiers that agencies received of some procedures; `rows` has the columns of a cell."""
    return f"""
        {tables} SELECT agency_code, procedure_code, sum(received)::bigint AS dossiers
        FROM (
            SELECT agency_code, coalesce(r.procedure_code, d.procedure_code) AS procedure_code, received
            FROM ({rows}) d LEFT JOIN projected.recoded_procedure r ON r.former_code = d.procedure_code{of_code}
        ) AS counted
        WHERE procedure_code = ANY(:codes) AND (CAST(:agency AS text) IS NULL OR agency_code = :agency)
        GROUP BY agency_code, procedure_code HAVING sum(received) > 0
        ORDER BY agency_code COLLATE "C", procedure_code COLLATE "C"
    """  # noqa: S608 - constants only


CELLS = """
    SELECT agency_code, procedure_code, received FROM projected.dossier_count
    WHERE day BETWEEN CAST(:first AS date) AND CAST(:last AS date)
"""
KNOWN_ROWS = f"""
    SELECT deciding_agency AS agency_code, procedure_code, 1 AS received FROM known_dossier
    WHERE {KNOWN_CONDITIONS[DossierFigure.RECEIVED]}
"""  # noqa: S608 - constants only
CODE_BY_THEN = f" AND {BY_THEN.format(alias='r')}"
CUTS, DOSSIERS = text(_cuts("", "", "")), text(_dossiers("", CELLS, ""))
KNOWN_CUTS = text(_cuts(f" AND {BY_THEN.format(alias='c')}", f" AND {BY_THEN.format(alias='o')}", CODE_BY_THEN))
KNOWN_DOSSIERS_OF_CODES = text(_dossiers(f"WITH {KNOWN_DOSSIERS}", KNOWN_ROWS, CODE_BY_THEN))


@dataclass(frozen=True, slots=True)
class UnitCut:
    """`unit` is one of time, or empty."""

    unit: str
    numerator: Fraction
    denominator: Fraction


@dataclass(frozen=True, slots=True)
class WeightedCut:
    """`dossiers` of a procedure that the agency received in the period."""

    agency: str
    procedure_code: str
    dossiers: int
    round_id: str
    round_name: str
    units: tuple[UnitCut, ...]

    @property
    def share(self) -> Fraction:
        """What was cut of the procedure; of several units of time the mean, since days and months are not added."""
        shares = [unit.numerator / unit.denominator for unit in self.units]
        return sum(shares, Fraction(0)) / len(shares)


async def weighted_cuts(
    read: AsyncConnection,
    period: Period,
    measure: SimplificationMeasure,
    agency: str | None = None,
    known_on: datetime | None = None,
) -> Sequence[WeightedCut]:
    """By agency and procedure; with `agency` only its own, as its score counts them."""
    units: dict[str, list[UnitCut]] = defaultdict(list)
    rounds: dict[str, tuple[str, str]] = {}
    parameters: dict[str, object] = {"first": period.first, "last": period.last}
    cuts, dossiers = CUTS, DOSSIERS
    if known_on is not None:
        parameters["known_on"] = known_on
        cuts, dossiers = KNOWN_CUTS, KNOWN_DOSSIERS_OF_CODES
    for row in await read.execute(cuts, {**parameters, "measure": measure.value}):
        units[row.procedure_code].append(UnitCut(row.unit, Fraction(row.numerator), Fraction(row.denominator)))
        rounds[row.procedure_code] = row.round_id, row.round_name
    counted = await read.execute(dossiers, {**parameters, "codes": list(units), "agency": agency})
    return [
        WeightedCut(
            row.agency_code,
            row.procedure_code,
            row.dossiers,
            *rounds[row.procedure_code],
            tuple(units[row.procedure_code]),
        )
        for row in counted
    ]
