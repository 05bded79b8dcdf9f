"""Everything that the page of a procedure shows: the law of a day, the Decisions behind it, and its last name if it is
not in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Text, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.contents import Content
from procedures.law.domain.references import Status
from procedures.law.domain.refusals import ProcedureNotFound
from procedures.law.queries.code_of_procedure import recoding_of_procedure
from procedures.law.queries.law_rows import in_force_on
from procedures.law.queries.procedure_by_code import require_procedure
from procedures.law.queries.procedure_chain import ChainLink, KnownPeriod, links_of
from procedures.law.storage.content_rows import decode_content
from procedures.registers.queries.names_of_agencies import names_of_agencies
from procedures.shared.queries.rows import rows_of
from procedures.tables import decision, decision_item, procedure, version


@dataclass(frozen=True, slots=True)
class ShownProcedure:
    """`row` and `content` are None if the procedure is not in force on the day; `agencies` maps codes to names."""

    code: str
    on: date
    name: str
    row: Row[Any] | None
    content: Content | None
    agencies: Mapping[str, str]
    links: Sequence[ChainLink]
    code_given: Row[Any] | None = None

    @property
    def versions(self) -> list[int]:
        """All versions that it ever had: an act opened each of them."""
        return sorted({span.version for link in self.links for span in link.opened})

    @property
    def held(self) -> list[KnownPeriod]:
        """The periods that are held to be law now, in order."""
        spans = [span for link in self.links for span in link.opened if span.known_to is None]
        return sorted(spans, key=lambda span: span.effective_from)


async def shown_procedure(read: AsyncConnection, code: str, on: date) -> ShownProcedure:
    """A procedure that is not in force on the day has its last name. Raises `ProcedureNotFound`."""
    text = cast(version.c.content, Text).label("content")
    rows = await rows_of(read, in_force_on(on, None).add_columns(text).where(procedure.c.code == code))
    if not rows:
        name, links = await _last_name(read, code), await links_of(read, code)
        return ShownProcedure(code, on, name, None, None, {}, links, await recoding_of_procedure(read, code))
    content = decode_content(rows[0].content)
    codes = {agency.code for agency in content.agencies if agency.code is not None}
    names = await names_of_agencies(read, codes) if codes else {}
    links, given = await links_of(read, code), await recoding_of_procedure(read, code)
    return ShownProcedure(code, on, content.name, rows[0], content, names, links, given)


async def _last_name(read: AsyncConnection, code: str) -> str:
    last = (
        select(version.c.name).join(procedure, procedure.c.id == version.c.procedure_id).where(procedure.c.code == code)
    )
    name: str | None = await read.scalar(last.order_by(version.c.number.desc()).limit(1))
    name = name or await _ended_name(read, code)
    if name is None:
        await require_procedure(read, code)
        raise ProcedureNotFound(code)
    return name


async def _ended_name(read: AsyncConnection, code: str) -> str | None:
    """The name that a Decision states of a procedure that it ends and none of whose versions is recorded."""
    published = (decision.c.id == decision_item.c.decision_id) & (decision.c.status == Status.PUBLISHED.value)
    statement = (
        select(decision_item.c.heading["name"].as_string())
        .join(decision, published)
        .where(decision_item.c.procedure_code == code, decision_item.c.predecessor_unrecorded)
    )
    name: str | None = await read.scalar(statement.order_by(decision.c.recorded_at.desc()).limit(1))
    return name
