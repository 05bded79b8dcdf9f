"""What the routes ask for. The officer stands before the work in a route's arguments: a repeated key is looked up under his name."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.doors import opens_read, opens_work
from common.http.etags import IfMatch, require_match
from common.http.identity import Requires, bearer, caller
from common.identity import Actor
from procedures.storage.work import ProceduresWork

Work = Annotated[ProceduresWork, opens_work()]
Read = Annotated[AsyncConnection, opens_read()]
Cataloguer = Annotated[Actor, Requires("catalogue.write")]
Drafter = Annotated[Actor, Requires("decisions.draft")]
Publisher = Annotated[Actor, Requires("decisions.publish")]
NationalImporter = Annotated[Actor, Requires("national_catalogue.import")]


async def as_seen(wanted: IfMatch) -> Callable[[int], None]:
    return partial(require_match, wanted)


AsSeen = Annotated[Callable[[int], None], Depends(as_seen)]
"""Refuses a revision other than the one that the caller named in `If-Match`."""


async def may_see_drafts(request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]) -> bool:
    if credentials is None:
        return False
    officer = await caller(request, credentials)
    return bool(officer.scopes & {"decisions.draft", "decisions.publish"})


MaySeeDrafts = Annotated[bool, Depends(may_see_drafts)]
"""Published Decisions are everyone's to read; drafts are shown to those who draft or publish."""
