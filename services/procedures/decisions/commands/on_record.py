"""What is recorded of all that a Decision names."""

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import OnRecord
from procedures.registers.storage.repository import Registers


async def on_record(work: UnitOfWork, decision: Decision) -> OnRecord:
    fields = {item.content.field_code for item in decision.items if item.content is not None}
    return OnRecord(
        agencies=await work.of(Registers).agencies(decision.agency_codes()),
        fields=frozenset(await work.of(Registers).field_names(fields)),
        topics=await work.of(Registers).topics(),
        levels=await work.of(Registers).levels(),
    )
