"""What the endpoints of drafts need of the settings."""

from typing import Annotated

from fastapi import Depends, Request

from common.http.state import runtime_of
from online_services.drafts.domain.draft import DraftTerms
from online_services.drafts.queries.draft_terms import terms_in


async def draft_terms(request: Request) -> DraftTerms:
    return terms_in(runtime_of(request).settings)


Terms = Annotated[DraftTerms, Depends(draft_terms)]
