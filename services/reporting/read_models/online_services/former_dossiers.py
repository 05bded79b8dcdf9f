"""How a dossier was counted before something was recorded that changes the numbers of an earlier day: it was entered
later, moved to another agency, paid, digitised.

Of what changes the numbers of its own day only nothing is kept: on the days before it was not so.
"""

from datetime import date

from common.projection.tables import Row
from reporting.read_models.online_services.dossiers import DossierRow
from reporting.tables import former_dossier

COLUMNS = tuple(list(former_dossier.c.keys())[2:])
PLACES = tuple(DossierRow._fields.index(name) for name in COLUMNS)


def former_row(before: DossierRow | None, after: DossierRow, recorded_on: date) -> Row:
    """The columns of `former_dossier`, in their order. A dossier of which nothing was known is in no number."""
    counted = before or after._replace(
        number=None,
        received_on=None,
        ended_on=None,
        outcome=None,
        timeliness=None,
        papers=0,
        digitised=0,
        reused=0,
        paid_online=False,
    )
    return (after.dossier_id, recorded_on, *(counted[place] for place in PLACES))
