"""The figures about dossiers as sums over the daily roll-ups: the same numbers as those of the rows that
`dossier_conditions` selects, of which reports need not read a million."""

from collections.abc import Mapping

from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.queries.dossier_conditions import FILTER_OF_CHANNEL, DossierFilter, DossierGroup, filters
from reporting.tables import DOSSIER_NUMBERS

SUMS: Mapping[DossierFigure, str] = {
    DossierFigure.OPENING: "open_before",
    DossierFigure.RECEIVED: "received",
    DossierFigure.RECEIVED_ONLINE: "received_online",
    DossierFigure.RECEIVED_DIRECT: "received_direct",
    DossierFigure.RECEIVED_POST: "received_post",
    DossierFigure.DIGITISED: "digitised",
    DossierFigure.REUSED: "reused",
    DossierFigure.PAID_ONLINE: "paid_online",
    DossierFigure.DONE: "done",
    DossierFigure.EARLY: "early",
    DossierFigure.ON_TIME: "on_time",
    DossierFigure.LATE: "late",
    DossierFigure.WITHOUT_APPOINTMENT: "without_appointment",
    DossierFigure.STOPPED: "stopped",
    DossierFigure.WITHDRAWN: "withdrawn",
    DossierFigure.OPEN: "open_before + received - closed",
    DossierFigure.DECLINED: "declined",
    DossierFigure.WITHDRAWN_UNRECEIVED: "withdrawn_unreceived",
}
"""Of the columns of `sums_of`."""

_OF_PERIOD = {
    **{number: f"sum({number})" for number in DOSSIER_NUMBERS},
    **{
        f"received_{channel}": f"sum(received) FILTER (WHERE channel = '{channel}')"
        for channel in ("online", "direct", "post")
    },
}
COLUMN_OF_CELLS: Mapping[DossierGroup, str] = {
    DossierGroup.AGENCY: "agency_code",
    DossierGroup.PROCEDURE: "procedure_code",
    DossierGroup.CHANNEL: "channel",
}


def sums_of(cells: str, by: DossierGroup | None) -> str:
    """SQL of the sums of the days of the period, and as `open_before` of what is open before them: of all, in a row
    with an empty `key`, or of each group. Of the days before only one number is added up, since they are many."""
    key, grouped = ("''", "") if by is None else (COLUMN_OF_CELLS[by], "GROUP BY 1")
    added = ", ".join(f"{expression} AS {name}" for name, expression in _OF_PERIOD.items())
    columns = ", ".join(f"coalesce({name}, 0)::bigint AS {name}" for name in ("open_before", *_OF_PERIOD))
    return f"""
        SELECT key, {columns} FROM (
            SELECT {key} AS key, {added} {cells} AND day BETWEEN CAST(:first AS date) AND CAST(:last AS date) {grouped}
        ) AS of_period FULL JOIN (
            SELECT {key} AS key, sum(received - closed) AS open_before {cells} AND day < CAST(:first AS date) {grouped}
        ) AS of_days_before USING (key)
    """  # noqa: S608 - constants only


def cells_for(criteria: DossierFilter, by: DossierGroup | None) -> str:
    """FROM and WHERE of the smallest roll-up that can answer."""
    needs_cells = by in (DossierGroup.AGENCY, DossierGroup.PROCEDURE)
    if needs_cells or criteria.agency is not None or criteria.procedure_code is not None:
        return f"FROM projected.dossier_count WHERE {filters('agency_code')}"
    return f"FROM projected.dossier_day_count WHERE {FILTER_OF_CHANNEL}"
