"""What the routes ask for. The officer stands before the work in a route's arguments: a repeated key is looked up under his name."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.authentication import Requires, bearer, caller
from common.http.etags import IfMatch, require_match
from common.http.state import runtime_of
from common.http.transactions import opens_read, opens_snapshot, opens_work
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.settings import Settings, settings_of

Work = Annotated[UnitOfWork, opens_work()]
Read = Annotated[AsyncConnection, opens_read()]
Snapshot = Annotated[AsyncConnection, opens_snapshot()]
SubscriberKeeper = Annotated[Actor, Requires("subscribers.write")]
Cataloguer = Annotated[Actor, Requires("catalogue.write")]
Drafter = Annotated[Actor, Requires("decisions.draft")]
Reviewer = Annotated[Actor, Requires("reviews.set")]
Proposer = Annotated[Actor, Requires("reviews.propose")]
ReviewReader = Annotated[Actor, Requires("reviews.read")]
Controller = Annotated[Actor, Requires("decisions.control")]
Signer = Annotated[Actor, Requires("decisions.sign")]
Returner = Annotated[Actor, Requires("decisions.control", "decisions.sign")]
Publisher = Annotated[Actor, Requires("decisions.publish")]
RoleKeeper = Annotated[Actor, Requires("roles.write")]
Annuller = Annotated[Actor, Requires("decisions.annul")]
Corrector = Annotated[Actor, Requires("decisions.correct")]
NationalImporter = Annotated[Actor, Requires("national_catalogue.import")]


async def as_seen(wanted: IfMatch) -> Callable[[int], None]:
    return partial(require_match, wanted)


AsSeen = Annotated[Callable[[int], None], Depends(as_seen)]
"""Refuses a revision other than the one that the caller named in `If-Match`."""


def carries_one_of(*scopes: str) -> Any:
    """Whether a token came that carries one of the scopes: where everyone may read, and some may read more."""

    async def carried(request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]) -> bool:
        if credentials is None:
            return False
        officer = await caller(request, credentials)
        return bool(officer.scopes & set(scopes))

    return Depends(carried)


MaySeeSubjects = Annotated[bool, carries_one_of("roles.write")]
"""Which body holds a role is everyone's to read; which account, only to those who record it."""


async def own_settings(request: Request) -> Settings:
    return settings_of(runtime_of(request))


TheSettings = Annotated[Settings, Depends(own_settings)]
