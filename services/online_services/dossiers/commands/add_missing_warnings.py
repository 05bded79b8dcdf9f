"""Computes the warnings of dossiers whose appointment was given before warnings were."""

from common.service.unit_of_work import UnitOfWork
from online_services.clock.storage.known_rules import rules_known_at
from online_services.dossiers.domain.warnings_of_dossier import warnings_of
from online_services.dossiers.storage.repository import Dossiers
from online_services.dossiers.storage.warnings import Warnings

AT_ONCE = 200


async def add_missing_warnings(work: UnitOfWork) -> int:
    """Returns how many dossiers were judged, by the calendar that is known now. Moments that have passed are not warned
    of any more, as with past dossiers."""
    now, warnings = work.clock.now(), work.of(Warnings)
    ids = await warnings.without_warnings(AT_ONCE)
    for id in ids:
        dossier, _ = await work.of(Dossiers).lock(id)
        rules = await rules_known_at(work.connection, dossier.filing.procedure_code, now)
        await warnings.add(dossier, [warning for warning in warnings_of(dossier, rules) if warning.warn_at > now])
    return len(ids)
