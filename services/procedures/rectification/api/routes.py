"""What is done about a published Decision: it is annulled (hủy bỏ), or its clerical faults are mended (đính chính)."""

from uuid import UUID

from fastapi import APIRouter, Response

from common.http.etags import ExpectedRevision, revision_tag
from common.http.routes import Route
from common.http.transactions import Work
from common.ids import new_id
from procedures.rectification.api.access import Annuller, Corrector
from procedures.rectification.api.requests import AnnulmentIn, CorrectionIn
from procedures.rectification.api.responses import AnnulledOut, CorrectedOut
from procedures.rectification.commands.annul_decision import annul_decision
from procedures.rectification.commands.correct_decision import correct_decision

router = APIRouter(prefix="/v1/decisions", route_class=Route, tags=["decisions"])


@router.post("/{id}/annulments", status_code=201)
async def annul(
    id: UUID, body: AnnulmentIn, officer: Annuller, expected: ExpectedRevision, work: Work, response: Response
) -> AnnulledOut:
    """Undo the Decision, or some of its items, from a stated day on: what it ended comes back, what it began ends, the
    former version
    takes its place again. 409 `later-item-depends-on-it` names what rests on it."""
    instrument = body.instrument(new_id())
    done = await annul_decision(work, id, instrument, body.effective_from, body.items, expected, by=officer)
    response.headers["ETag"] = revision_tag(done.revision)
    return AnnulledOut.of(done)


@router.post("/{id}/corrections", status_code=201)
async def correct(
    id: UUID, body: CorrectionIn, officer: Corrector, expected: ExpectedRevision, work: Work, response: Response
) -> CorrectedOut:
    """Mend what an item's content says, or from when the item takes effect, as if it had said so from the beginning.
    The old statement
    stays in the Decision, and in what this system knew until now."""
    done = await correct_decision(work, id, body.correction(new_id()), expected, by=officer)
    response.headers["ETag"] = revision_tag(done.revision)
    return CorrectedOut.of(done)
