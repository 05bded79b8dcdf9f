"""Projects one row for each dossier, and daily roll-ups of them, from the events of `online_services` alone."""

from collections.abc import Sequence

from common.contracts.dossiers import DossierEvent
from common.contracts.online_services import (
    OnlineServiceLevelChanged,
    OnlineServiceProactiveLevelSet,
    OnlineServiceRecoded,
    OnlineServiceRegistered,
    OnlineServiceRestored,
    OnlineServiceReviewed,
    OnlineServiceReviewRequested,
    OnlineServiceWithdrawn,
)
from common.projection.projections import Projection
from common.projection.tables import Row, Tables
from reporting.read_models.online_services.dossier_additions import added_rows
from reporting.read_models.online_services.dossiers import DossierRow, row_after
from reporting.tables import dossier, dossier_count, dossier_day_count

dossier_projection = Projection("online_services", [dossier, dossier_count, dossier_day_count])
# a dossier is counted under the code and the version under which it was filed, whatever becomes of its service
dossier_projection.ignores(
    OnlineServiceLevelChanged,
    OnlineServiceProactiveLevelSet,
    OnlineServiceRecoded,
    OnlineServiceRegistered,
    OnlineServiceRestored,
    OnlineServiceReviewed,
    OnlineServiceReviewRequested,
    OnlineServiceWithdrawn,
)
# a rebuild does not decode what no figure is made from
dossier_projection.skips_fields(DossierEvent, "version", "filed_at_agency", "revision")


@dossier_projection.on(DossierEvent)
async def keep_dossiers(events: Sequence[DossierEvent], tables: Tables) -> None:
    """Each event states its dossier as it is after the act. A sub-dossier is part of the dossier of its parent, and is
    not counted."""
    events = [event for event in events if event.parent_id is None]
    stored = await tables.get(dossier, {(event.dossier_id,) for event in events})
    rows = {key: DossierRow(*row) for key, row in stored.items()}
    cells: list[Row] = []
    for event in events:
        before = rows.get(key := (event.dossier_id,))
        rows[key] = after = row_after(event, before)
        cells += added_rows(before, after)
    await tables.put(dossier, [tuple(row) for row in rows.values()])
    await tables.add(dossier_count, cells)
    await tables.add(dossier_day_count, [(day, channel, *numbers) for day, _, _, channel, *numbers in cells])
