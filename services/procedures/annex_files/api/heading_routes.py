"""The headings that annexes may have, which officers extend."""

from fastapi import APIRouter

from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Read, Work
from procedures.annex_files.api.heading_requests import HeadingSynonymsIn
from procedures.annex_files.api.heading_responses import AnnexHeadingsOut
from procedures.annex_files.commands.record_heading_synonyms import record_heading_synonyms
from procedures.annex_files.queries.heading_synonyms import heading_synonyms
from procedures.shared.api.dependencies import Cataloguer
from procedures.shared.api.responses import Recorded

router = APIRouter(prefix="/v1/annex-headings", route_class=Route, tags=["annexes"])


@router.get("", operation_id="listAnnexHeadings")
async def list_headings(read: Read) -> AnnexHeadingsOut:
    """The columns of an annex with the words that their cells may hold, and the synonyms of their headings."""
    return AnnexHeadingsOut.of_rows(await heading_synonyms(read))


@router.post("", operation_id="recordAnnexHeadings")
@body_limit(500_000)
async def record_headings(body: HeadingSynonymsIn, officer: Cataloguer, work: Work) -> Recorded:
    """Records or withdraws synonyms, with effect on all later imports. Responds 404 `heading-synonym-not-found` where a
    synonym to withdraw does not exist."""
    await record_heading_synonyms(work, [given.synonym() for given in body.synonyms], body.reason, by=officer)
    return Recorded(recorded=len(body.synonyms))
