"""Which dossiers each figure of a period counts. Single figures and their evidence use the same conditions; whole
reports add up the daily roll-ups (`dossier_sums`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reporting.figures.domain.dossier_figures import DossierFigure

FIRST, LAST = "CAST(:first AS date)", "CAST(:last AS date)"
IN_PERIOD = f"BETWEEN {FIRST} AND {LAST}"


def conditions(first: str, last: str) -> Mapping[DossierFigure, str]:
    """SQL of the conditions for the period of two days, which are expressions of SQL."""
    in_period = f"BETWEEN {first} AND {last}"
    received = f"received_on {in_period}"
    ended = f"received_on IS NOT NULL AND ended_on {in_period}"
    done = f"{ended} AND outcome = 'done'"
    return {
        DossierFigure.OPENING: f"received_on < {first} AND (ended_on IS NULL OR ended_on >= {first})",
        DossierFigure.RECEIVED: received,
        DossierFigure.RECEIVED_ONLINE: f"{received} AND channel = 'online'",
        DossierFigure.RECEIVED_DIRECT: f"{received} AND channel = 'direct'",
        DossierFigure.RECEIVED_POST: f"{received} AND channel = 'post'",
        DossierFigure.DIGITISED: f"{received} AND papers > 0 AND digitised = papers",
        DossierFigure.REUSED: f"{received} AND reused > 0",
        DossierFigure.PAID_ONLINE: f"{received} AND paid_online",
        DossierFigure.DONE: done,
        DossierFigure.EARLY: f"{done} AND timeliness = 'early'",
        DossierFigure.ON_TIME: f"{done} AND timeliness = 'on_time'",
        DossierFigure.LATE: f"{done} AND timeliness = 'late'",
        DossierFigure.WITHOUT_APPOINTMENT: f"{done} AND timeliness = 'without_appointment'",
        DossierFigure.STOPPED: f"{ended} AND outcome = 'stopped'",
        DossierFigure.WITHDRAWN: f"{ended} AND outcome = 'withdrawn'",
        DossierFigure.OPEN: f"received_on <= {last} AND (ended_on IS NULL OR ended_on > {last})",
        DossierFigure.DECLINED: f"ended_on {in_period} AND outcome = 'declined'",
        DossierFigure.WITHDRAWN_UNRECEIVED: f"ended_on {in_period} AND outcome = 'withdrawn' AND received_on IS NULL",
    }


CONDITIONS = conditions(FIRST, LAST)

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
