"""The figures about dossiers as sums over the daily roll-ups: the same numbers as those of the rows that
`dossier_conditions` selects, of which reports need not read a million."""

from collections.abc import Mapping

from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.queries.dossier_conditions import FILTER_OF_CHANNEL, DossierFilter, DossierGroup, filters

_IN_PERIOD = "day BETWEEN CAST(:first AS date) AND CAST(:last AS date)"
_BEFORE = "day < CAST(:first AS date)"


def _sum(number: str, condition: str) -> str:
    return f"coalesce(sum({number}) FILTER (WHERE {condition}), 0)::bigint"


SUMS: Mapping[DossierFigure, str] = {
    DossierFigure.OPENING: _sum("received - closed", _BEFORE),
    DossierFigure.RECEIVED: _sum("received", _IN_PERIOD),
    DossierFigure.RECEIVED_ONLINE: _sum("received", f"{_IN_PERIOD} AND channel = 'online'"),
    DossierFigure.RECEIVED_DIRECT: _sum("received", f"{_IN_PERIOD} AND channel = 'direct'"),
    DossierFigure.RECEIVED_POST: _sum("received", f"{_IN_PERIOD} AND channel = 'post'"),
    DossierFigure.DIGITISED: _sum("digitised", _IN_PERIOD),
    DossierFigure.REUSED: _sum("reused", _IN_PERIOD),
    DossierFigure.PAID_ONLINE: _sum("paid_online", _IN_PERIOD),
    DossierFigure.DONE: _sum("done", _IN_PERIOD),
    DossierFigure.EARLY: _sum("early", _IN_PERIOD),
    DossierFigure.ON_TIME: _sum("on_time", _IN_PERIOD),
    DossierFigure.LATE: _sum("late", _IN_PERIOD),
    DossierFigure.WITHOUT_APPOINTMENT: _sum("without_appointment", _IN_PERIOD),
    DossierFigure.STOPPED: _sum("stopped", _IN_PERIOD),
    DossierFigure.WITHDRAWN: _sum("withdrawn", _IN_PERIOD),
    DossierFigure.OPEN: _sum("received - closed", "true"),
    DossierFigure.DECLINED: _sum("declined", _IN_PERIOD),
    DossierFigure.WITHDRAWN_UNRECEIVED: _sum("withdrawn_unreceived", _IN_PERIOD),
}
"""Over the days until the last one of the period."""

UNTIL_END = "day <= CAST(:last AS date)"
COLUMN_OF_CELLS: Mapping[DossierGroup, str] = {
    DossierGroup.AGENCY: "agency_code",
    DossierGroup.PROCEDURE: "procedure_code",
    DossierGroup.CHANNEL: "channel",
}


def cells_for(criteria: DossierFilter, by: DossierGroup | None) -> str:
    """FROM and WHERE of the smallest roll-up that can answer."""
    needs_cells = by in (DossierGroup.AGENCY, DossierGroup.PROCEDURE)
    if needs_cells or criteria.agency is not None or criteria.procedure_code is not None:
        return f"FROM projected.dossier_count WHERE {UNTIL_END} AND {filters('agency_code')}"
    return f"FROM projected.dossier_day_count WHERE {UNTIL_END} AND {FILTER_OF_CHANNEL}"
