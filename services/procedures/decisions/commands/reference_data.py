"""The recorded agencies, fields, topics and levels against which a Decision is checked."""

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import ReferenceData
from procedures.registers.storage.repository import Registers


async def reference_data_of(work: UnitOfWork, decision: Decision) -> ReferenceData:
    fields = {item.content.field_code for item in decision.items if item.content is not None}
    return ReferenceData(
        agencies=await work.of(Registers).agencies(decision.agency_codes()),
        fields=frozenset(await work.of(Registers).field_names(fields)),
        topics=await work.of(Registers).topics(),
        levels=await work.of(Registers).levels(),
    )
