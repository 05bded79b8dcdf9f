"""Emits the warnings whose moment has come."""

from common.contracts.dossiers import DossierDeadlineNear
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.events import event_about
from online_services.dossiers.storage.rows import dossier_of_row
from online_services.dossiers.storage.warnings import Warnings

AT_ONCE = 500


async def emit_warnings(work: UnitOfWork) -> int:
    """Returns how many. That a warning was emitted is committed with its event: whatever ends in between, each is
    emitted once."""
    now, warnings = work.clock.now(), work.of(Warnings)
    rows = await warnings.due(now, AT_ONCE)
    if not rows:
        return 0
    papers = await warnings.papers_of([row.id for row in rows])
    events = [
        event_about(
            DossierDeadlineNear,
            dossier_of_row(row, ()),
            now,
            papers[row.id],
            {"kind": row.kind, "threshold": row.threshold, "warned_for": row.warn_at},
        )
        for row in rows
    ]
    await warnings.mark_emitted(rows, now)
    await work.record(events)
    return len(events)
