"""Records sets of services and what is in them, from which day and on what ground."""

from collections.abc import Sequence
from dataclasses import replace

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from online_services.law.storage.repository import procedures_by_code, recoded_codes
from online_services.registry.domain.refusals import ProcedureNotInForce
from online_services.registry.domain.service_sets import ServiceSet, refuse_repeated
from online_services.registry.storage.service_set_rows import ServiceSetRows


async def record_service_sets(work: UnitOfWork, sets: Sequence[ServiceSet], by: Actor) -> None:
    """Members that are not named stay as they are recorded. A request may name a procedure by its former provisional
    code. Raises `DuplicateServiceSet` and `ProcedureNotInForce`."""
    named = sorted({member.procedure_code for each in sets for member in each.members})
    own = {**{code: code for code in named}, **await recoded_codes(work.connection, named)}
    sets = [
        replace(
            each,
            members=tuple(replace(member, procedure_code=own[member.procedure_code]) for member in each.members),
        )
        for each in sets
    ]
    refuse_repeated(sets)
    procedures = await procedures_by_code(work.connection, sorted(set(own.values())))
    refused = [
        (member.procedure_code, member.valid_from)
        for each in sets
        for member in each.members
        if (procedure := procedures.get(member.procedure_code)) is None
        or procedure.in_force_on(member.valid_from) is None
    ]
    if refused:
        raise ProcedureNotInForce(refused)
    await work.of(ServiceSetRows).record(sets, by.subject, work.clock.now())
