"""Give a procedure that was published under a provisional code its own code."""

from common.calendar.province_days import day_of
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.mandates import role_holder_for
from procedures.decisions.domain.roles import DecisionRole
from procedures.law.domain.refusals import ProcedureNotFound
from procedures.law.events.event_references import Names
from procedures.law.storage.repository import Timelines
from procedures.law.storage.stored_contents import StoredContentReferences
from procedures.recoding.domain.recodings import CodeDocument, Recoding, check_codes, period_in_force
from procedures.recoding.domain.refusals import (
    CodeDocumentInFuture,
    ProcedureCodeTaken,
    ProcedureRecodedOtherwise,
)
from procedures.recoding.events import procedure_recoded
from procedures.recoding.storage.repository import Recodings
from procedures.registers.storage.repository import Registers
from procedures.shared.domain.procedure_codes import ProcedureCode


async def recode_procedure(
    work: UnitOfWork, former: ProcedureCode, code: ProcedureCode, document: CodeDocument, by: Actor
) -> Recoding:
    """Nothing that is stored is rewritten: what names the former code is found by the new one too. Repeating the act
    with the same code changes nothing.

    Raises `RoleNotHeld`, `ProcedureNotFound`, and the refusals of `recoding.domain.refusals`.
    """
    role_holder = await role_holder_for(work, DecisionRole.PUBLISHER, by)
    check_codes(former, code)
    timelines = await work.of(Timelines).lock([former], [])
    if (recorded := await work.of(Recodings).recorded(former)) is not None:
        if recorded.code != code:
            raise ProcedureRecodedOtherwise(former, recorded.code)
        return recorded
    if former not in timelines:
        raise ProcedureNotFound(former)
    now = work.clock.now()  # read after the lock is held
    if document.signed_on > (today := day_of(now)):
        raise CodeDocumentInFuture(document.signed_on, today)
    heading = period_in_force(timelines[former], today).heading
    if await work.of(Recodings).is_taken(code):
        raise ProcedureCodeTaken(code)
    items, processes = await work.of(Recodings).items(former), await work.of(Recodings).processes(former)
    act = Recoding(former, code, document, work.of(Timelines).moment(now), items, processes)
    await work.of(Recodings).record(act, by.subject, role_holder.agency_code)
    names = Names.of(
        await work.of(Registers).agency_names([heading.agency_code]),
        await work.of(Registers).field_names([heading.field_code]),
        await work.of(StoredContentReferences).of_procedures([code]),
    )
    await work.record([procedure_recoded(act, heading, timelines[former].periods, names)])
    return act
