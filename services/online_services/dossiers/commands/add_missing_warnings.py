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
    dossiers = [(await work.of(Dossiers).lock(id))[0] for id in ids]
    codes = {dossier.filing.procedure_code for dossier in dossiers}
    rules = {code: await rules_known_at(work.connection, code, now) for code in codes}
    for dossier in dossiers:
        computed = warnings_of(dossier, rules[dossier.filing.procedure_code])
        await warnings.add(dossier, [warning for warning in computed if warning.warn_at > now])
    return len(ids)
