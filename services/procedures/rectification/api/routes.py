"""The rectifications of a published Decision: annulments (hủy bỏ), and corrections of clerical faults (đính chính)."""

from uuid import UUID

from fastapi import APIRouter, Response

from common.http.declarations import returns
from common.http.documented_headers import ETAG
from common.http.etags import ExpectedRevision, revision_tag
from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Work
from common.ids import new_id
from procedures.rectification.api.access import Annuller, Corrector
from procedures.rectification.api.requests import AnnulmentIn, CorrectionIn
from procedures.rectification.api.responses import AnnulledOut, CorrectedOut
from procedures.rectification.commands.annul_decision import annul_decision
from procedures.rectification.commands.correct_decision import correct_decision

router = APIRouter(prefix="/v1/decisions", route_class=Route, tags=["decisions"])


@router.post("/{id}/annulments", operation_id="annulDecision", status_code=201)
@body_limit(256_000)
@returns(ETAG)
async def annul(
    id: UUID, body: AnnulmentIn, officer: Annuller, expected: ExpectedRevision, work: Work, response: Response
) -> AnnulledOut:
    """Annul the Decision, or some of its items, from a stated day on: a procedure that it ended is restored, a
    procedure that it introduced ends, and a version that it replaced is in force again. 409 `later-item-depends-on-it`
    names an item that depends on it."""
    instrument = body.instrument(new_id())
    result = await annul_decision(work, id, instrument, body.effective_from, body.items, expected, by=officer)
    response.headers["ETag"] = revision_tag(result.revision)
    return AnnulledOut.of(result)


@router.post("/{id}/corrections", operation_id="correctDecision", status_code=201)
@body_limit(10_000_000)
@returns(ETAG)
async def correct(
    id: UUID, body: CorrectionIn, officer: Corrector, expected: ExpectedRevision, work: Work, response: Response
) -> CorrectedOut:
    """Correct the content or the effective date of items, as if they had stated so from the beginning. The old
    statement stays in the Decision, and in what this system knew until now."""
    result = await correct_decision(work, id, body.correction(new_id()), expected, by=officer)
    response.headers["ETag"] = revision_tag(result.revision)
    return CorrectedOut.of(result)
