"""One act of the table of states on the dossier of a request, with what every such operation takes and returns."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from common.http.declarations import returns
from common.http.documented_headers import ETAG
from common.http.etags import ExpectedRevision, revision_tag
from common.http.transactions import Work
from common.identity import Actor
from common.revisions import ExpectedRevisions
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.api.access import ApplicantOrHandler, Handler, IsConditional
from online_services.dossiers.api.responses import DossierOut
from online_services.dossiers.commands.act_on_dossier import Act, act_on_dossier


class ActOnDossier:
    """The dossier that the path names, who acts, and the state that `If-Match` names."""

    def __init__(
        self,
        work: UnitOfWork,
        id: UUID,
        by: Actor,
        expected: ExpectedRevisions,
        response: Response,
        *,
        is_conditional: bool,
    ) -> None:
        self._work = work
        self._id = id
        self._by = by
        self._expected = expected
        self._response = response
        self._is_conditional = is_conditional

    async def perform(self, act: Act) -> DossierOut:
        dossier = await act_on_dossier(
            self._work, self._id, act, self._by, self._expected, is_conditional=self._is_conditional
        )
        self._response.headers["ETag"] = revision_tag(dossier.revision)
        return DossierOut.of(dossier, self._work.clock.now())


@returns(ETAG)
async def act_of_officer(
    id: UUID,
    officer: Handler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> ActOnDossier:
    return ActOnDossier(work, id, officer, expected, response, is_conditional=is_conditional)


@returns(ETAG)
async def act_of_anybody(
    id: UUID,
    by: ApplicantOrHandler,
    expected: ExpectedRevision,
    is_conditional: IsConditional,
    work: Work,
    response: Response,
) -> ActOnDossier:
    return ActOnDossier(work, id, by, expected, response, is_conditional=is_conditional)


ActOfOfficer = Annotated[ActOnDossier, Depends(act_of_officer)]
ActOfAnybody = Annotated[ActOnDossier, Depends(act_of_anybody)]
"""Of the applicant, a delegate or an officer."""
