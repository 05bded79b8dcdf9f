"""Projects one row for each dossier, daily roll-ups of them, and how they were counted before what was recorded later,
from the events of `online_services` alone."""

from collections.abc import Sequence

from common.calendar.province_days import day_of
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
from common.projection.projections import Projection, Recorded
from common.projection.tables import Key, Row, Tables
from reporting.read_models.online_services.dossier_additions import cell_change
from reporting.read_models.online_services.dossiers import DossierRow, row_after
from reporting.read_models.online_services.former_dossiers import former_row
from reporting.tables import dossier, dossier_count, dossier_day_count, former_dossier

dossier_projection = Projection(
    "online_services", [dossier, dossier_count, dossier_day_count, former_dossier], with_times=True
)
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
async def keep_dossiers(records: Sequence[Recorded[DossierEvent]], tables: Tables) -> None:
    """Each event states its dossier as it is after the act. A sub-dossier is part of the dossier of its parent, and is
    not counted."""
    records = [record for record in records if record.event.parent_id is None]
    stored = await tables.get(dossier, {(record.event.dossier_id,) for record in records})
    rows = {key: DossierRow(*row) for key, row in stored.items()}
    cells: list[Row] = []
    former: dict[Key, Row] = {}
    for record in records:
        before = rows.get(key := (record.event.dossier_id,))
        rows[key] = after = row_after(record.event, before)
        change = cell_change(before, after)
        if change.is_empty:
            continue
        cells += change.added_rows
        recorded_on = day_of(record.at)
        if change.changes_before(recorded_on):
            former.setdefault((*key, recorded_on), former_row(before, after, recorded_on))
    await tables.put(dossier, [tuple(row) for row in rows.values()])
    await tables.add(dossier_count, cells)
    await tables.add(dossier_day_count, [(day, channel, *numbers) for day, _, _, channel, *numbers in cells])
    if former:
        await keep_former(former, tables)


async def keep_former(former: dict[Key, Row], tables: Tables) -> None:
    """Of one day the first row is kept: what changed later on that day was not known before it either."""
    kept = await tables.get(former_dossier, former)
    await tables.put(former_dossier, [row for key, row in former.items() if key not in kept])
