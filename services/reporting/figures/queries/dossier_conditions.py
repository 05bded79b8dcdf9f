"""Which dossiers each figure of a period counts. Single figures and their evidence use the same conditions; whole
reports add up the daily roll-ups (`dossier_sums`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reporting.figures.domain.dossier_figures import DossierFigure

IN_PERIOD = "BETWEEN CAST(:first AS date) AND CAST(:last AS date)"
_RECEIVED = f"received_on {IN_PERIOD}"
_ENDED = f"received_on IS NOT NULL AND ended_on {IN_PERIOD}"
_DONE = f"{_ENDED} AND outcome = 'done'"

CONDITIONS: Mapping[DossierFigure, str] = {
    DossierFigure.OPENING: "received_on < CAST(:first AS date)"
    " AND (ended_on IS NULL OR ended_on >= CAST(:first AS date))",
    DossierFigure.RECEIVED: _RECEIVED,
    DossierFigure.RECEIVED_ONLINE: f"{_RECEIVED} AND channel = 'online'",
    DossierFigure.RECEIVED_DIRECT: f"{_RECEIVED} AND channel = 'direct'",
    DossierFigure.RECEIVED_POST: f"{_RECEIVED} AND channel = 'post'",
    DossierFigure.DIGITISED: f"{_RECEIVED} AND papers > 0 AND digitised = papers",
    DossierFigure.REUSED: f"{_RECEIVED} AND reused > 0",
    DossierFigure.PAID_ONLINE: f"{_RECEIVED} AND paid_online",
    DossierFigure.DONE: _DONE,
    DossierFigure.EARLY: f"{_DONE} AND timeliness = 'early'",
    DossierFigure.ON_TIME: f"{_DONE} AND timeliness = 'on_time'",
    DossierFigure.LATE: f"{_DONE} AND timeliness = 'late'",
    DossierFigure.WITHOUT_APPOINTMENT: f"{_DONE} AND timeliness = 'without_appointment'",
    DossierFigure.STOPPED: f"{_ENDED} AND outcome = 'stopped'",
    DossierFigure.WITHDRAWN: f"{_ENDED} AND outcome = 'withdrawn'",
    DossierFigure.OPEN: "received_on <= CAST(:last AS date) AND (ended_on IS NULL OR ended_on > CAST(:last AS date))",
    DossierFigure.DECLINED: f"ended_on {IN_PERIOD} AND outcome = 'declined'",
    DossierFigure.WITHDRAWN_UNRECEIVED: f"ended_on {IN_PERIOD} AND outcome = 'withdrawn' AND received_on IS NULL",
}

FILTER_OF_CHANNEL = "(CAST(:channel AS text) IS NULL OR channel = :channel)"


def filters(agency: str) -> str:
    """SQL of the filters on a table whose column `agency` is the deciding one."""
    return f"""
        (CAST(:agency AS text) IS NULL OR {agency} = :agency OR starts_with({agency}, :agency || '.'))
        AND (CAST(:procedure_code AS text) IS NULL OR procedure_code = :procedure_code)
        AND {FILTER_OF_CHANNEL}
    """


FILTERS = filters("deciding_agency")


class DossierGroup(StrEnum):
    """By what the dossiers of a period are counted."""

    AGENCY = "agency"
    PROCEDURE = "procedure"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class DossierFilter:
    """A field that is None does not filter. `agency` is the deciding one, with the agencies below it."""

    agency: str | None = None
    procedure_code: str | None = None
    channel: str | None = None

    def parameters(self, first: date, last: date) -> dict[str, str | date | None]:
        return {
            "agency": self.agency,
            "procedure_code": self.procedure_code,
            "channel": self.channel,
            "first": first,
            "last": last,
        }
