"""May a dossier of a procedure be filed online on a day, at which level, and from when?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.law.domain.refusals import ProcedureNotFound
from online_services.law.queries.content_is_here import content_is_here
from online_services.law.storage.repository import present_code, procedures_by_code
from online_services.registry.domain.online_filing import OnlineFiling, online_filing
from online_services.registry.domain.proactive_levels import level_on
from online_services.registry.queries.service_sets_on import sets_of_procedure
from online_services.registry.storage.repository import Registry
from online_services.tables import partial_reason


@dataclass(frozen=True, slots=True)
class OnlineFilingDetails:
    """What citizens are told before they file: `reason` is the published one of a partial service, with its name, and
    `sets` are the sets of services that the procedure is in on the day."""

    filing: OnlineFiling
    reason: Row[Any] | None
    proactive_level: int
    sets: Sequence[Row[Any]]


async def online_filing_details(read: AsyncConnection, code: str, on: date) -> OnlineFilingDetails:
    """A former provisional code leads to the procedure. Raises `ProcedureNotFound`."""
    code = await present_code(read, code)
    filing = await online_filing_on(read, code, on)
    proactive = () if filing.service is None else filing.service.proactive
    return OnlineFilingDetails(
        filing, await _reason(read, filing), level_on(proactive, on).value, await sets_of_procedure(read, code, on)
    )


async def _reason(read: AsyncConnection, filing: OnlineFiling) -> Row[Any] | None:
    if filing.offer is None or (stated := filing.offer.reason) is None:
        return None
    column = partial_reason.c
    legal_basis = literal(stated.legal_basis).label("legal_basis")
    statement = select(column.code, column.name, column.name_en, legal_basis).where(column.code == stated.code)
    return (await read.execute(statement)).one()


async def online_filing_on(read: AsyncConnection, code: str, on: date) -> OnlineFiling:
    """`code` is the present one of the procedure. Raises `ProcedureNotFound`."""
    procedure = (await procedures_by_code(read, [code])).get(code)
    if procedure is None:
        raise ProcedureNotFound(code)
    services = await Registry(read).services_of(code)
    return online_filing(on, procedure, services, content_is_here=await content_is_here(read, code, on))
