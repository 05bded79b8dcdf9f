"""The recorded agencies, fields, topics, levels and lists of designation against which a Decision is checked."""

from common.service.unit_of_work import UnitOfWork
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.drafting import ReferenceData
from procedures.registers.storage.designation_rows import Designations
from procedures.registers.storage.repository import Registers


async def reference_data_of(work: UnitOfWork, decision: Decision) -> ReferenceData:
    headings = [heading for item in decision.items for heading in (item.content, item.heading) if heading is not None]
    agencies = {*decision.agency_codes(), *(heading.agency_code for heading in headings)}
    fields = {heading.field_code for heading in headings}
    return ReferenceData(
        agencies=await work.of(Registers).agencies(agencies),
        fields=frozenset(await work.of(Registers).field_names(fields)),
        topics=await work.of(Registers).topics(),
        levels=await work.of(Registers).levels(),
        designations=await work.of(Designations).by_code(),
    )
