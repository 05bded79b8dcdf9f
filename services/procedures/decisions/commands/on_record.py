"""What is recorded of all that a Decision names."""

from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import OnRecord
from procedures.shared.work import ProceduresWork


async def on_record(work: ProceduresWork, decision: Decision) -> OnRecord:
    fields = {item.content.field_code for item in decision.items if item.content is not None}
    return OnRecord(
        agencies=await work.registers.agencies(decision.agency_codes()),
        fields=frozenset(await work.registers.field_names(fields)),
        topics=await work.registers.topics(),
        levels=await work.registers.levels(),
    )
