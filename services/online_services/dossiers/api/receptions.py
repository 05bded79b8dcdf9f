"""The reception of a dossier: in one transaction with those that wait at the same time, or alone."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from common.eventlog.log import traceparent
from common.eventlog.position import as_header
from common.http.declarations import like, returns
from common.http.documented_headers import ETAG
from common.http.etags import ExpectedRevision, revision_tag
from common.http.freshness import POSITION, wait_for_positions
from common.http.state import batcher_of, runtime_of
from common.http.transactions import open_work
from online_services.dossiers.api.access import Handler, HasKey, IsConditional, NumberPattern
from online_services.dossiers.api.acts import ActOnDossier
from online_services.dossiers.api.responses import DossierOut
from online_services.dossiers.commands.act_on_dossier import Act
from online_services.dossiers.commands.receive_dossiers import Reception, ReceptionResult
from online_services.dossiers.domain.transitions import Action


class RequestedReception:
    """A request with an `Idempotency-Key` waits for others with the same key, and so is received alone."""

    def __init__(self, request: Request, response: Response, reception: Reception, *, is_alone: bool) -> None:
        self._request = request
        self._response = response
        self._reception = reception
        self._is_alone = is_alone

    async def perform(self) -> DossierOut:
        result: ReceptionResult | None = None
        if not self._is_alone:
            await wait_for_positions(self._request)
            result = await batcher_of(self._request).submit(self._reception)
        if result is None:
            return await self._alone()
        if result.received is None or result.position is None:
            raise result.refusal or RuntimeError("a reception that was not refused has its dossier")
        self._response.headers["ETag"] = revision_tag(result.received.revision)
        self._response.headers[POSITION] = as_header([result.position])
        return DossierOut.of(result.received, runtime_of(self._request).clock.now())

    async def _alone(self) -> DossierOut:
        reception, work = self._reception, await open_work(self._request)
        act = Act(Action.RECEIVE, number_pattern=reception.number_pattern)
        performed = ActOnDossier(
            work,
            reception.id,
            reception.by,
            reception.expected,
            self._response,
            is_conditional=reception.is_conditional,
        )
        return await performed.perform(act)


@like(open_work)
@returns(ETAG)
async def reception_by_officer(
    id: UUID,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    has_key: HasKey,
    pattern: NumberPattern,
    request: Request,
    response: Response,
) -> RequestedReception:
    reception = Reception(id, officer, expected, is_conditional, pattern, traceparent.get())
    return RequestedReception(request, response, reception, is_alone=has_key)


ReceptionByOfficer = Annotated[RequestedReception, Depends(reception_by_officer)]
