"""The endpoint that answers citizens, and the page of the procedure, before anything is filed."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from common.http.days import Day
from common.http.routes import Route
from common.http.transactions import Read, TheClock
from online_services.law.api.parameters import ProcedureCode
from online_services.registry.domain.levels import OnlineLevel
from online_services.registry.domain.online_filing import Obstacle
from online_services.registry.domain.service_sets import SetKind
from online_services.registry.queries.online_filing_on import OnlineFilingDetails, online_filing_details

router = APIRouter(prefix="/v1/online-filing", route_class=Route, tags=["online services"])


class FilingReasonOut(BaseModel):
    """Why not everything is done online, as Điều 14 NĐ 224/2026 has it published: the listed reason, and the
    specialised law that requires it."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    name: str
    name_en: str
    legal_basis: str


class SetOfProcedure(BaseModel):
    """A set of services that the procedure is in on the day."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    kind: SetKind
    name: str


class OnlineFilingOut(BaseModel):
    """`obstacle` says why nothing can be filed online on the day, null where it can. `level` is what is offered on the
    day, since `offered_from`, also while a review pauses it; null where nothing is offered. `partial_reason` is the
    published reason of a partial service. `begins` is the first later day from which filing is decided, `ends` the day
    from which it no longer is possible, as decided now. `proactive_level` is 0 to 4, and `sets` are those that the
    procedure is in on the day."""

    procedure_code: str
    on: date
    may_file: bool
    obstacle: Obstacle | None
    service_id: UUID | None
    level: OnlineLevel | None
    partial_reason: FilingReasonOut | None
    proactive_level: int
    sets: list[SetOfProcedure]
    offered_from: date | None
    begins: date | None
    ends: date | None

    @classmethod
    def of(cls, code: str, details: OnlineFilingDetails) -> Self:
        filing, reason = details.filing, details.reason
        return cls(
            procedure_code=code,
            on=filing.on,
            may_file=filing.obstacle is None,
            obstacle=filing.obstacle,
            service_id=None if filing.service is None else UUID(filing.service.id),
            level=None if filing.offer is None else filing.offer.level,
            partial_reason=None if reason is None else FilingReasonOut.model_validate(reason),
            proactive_level=details.proactive_level,
            sets=[SetOfProcedure.model_validate(row) for row in details.sets],
            offered_from=filing.offered_from,
            begins=filing.begins,
            ends=filing.ends,
        )


@router.get("/{code}", operation_id="getOnlineFiling")
async def get_online_filing(
    code: ProcedureCode,
    read: Read,
    clock: TheClock,
    on: Annotated[Day | None, Query(description="default: today")] = None,
) -> OnlineFilingOut:
    """Answer whether a dossier of the procedure may be filed online on a day, at which level, and from when. 404
    `procedure-not-found` where no Decision made such a procedure law."""
    return OnlineFilingOut.of(code, await online_filing_details(read, code, on or clock.today()))
