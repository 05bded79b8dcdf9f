"""What the routes ask for. The officer stands before the work in a route's arguments: a repeated key is looked up under his name."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.authentication import Requires
from common.http.etags import IfMatch, require_match
from common.http.transactions import opens_read, opens_work
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork

Work = Annotated[UnitOfWork, opens_work()]
Read = Annotated[AsyncConnection, opens_read()]
Registrar = Annotated[Actor, Requires("online_services.register")]
Reviewer = Annotated[Actor, Requires("online_services.review")]


async def as_seen(wanted: IfMatch) -> Callable[[int], None]:
    return partial(require_match, wanted)


AsSeen = Annotated[Callable[[int], None], Depends(as_seen)]
"""Refuses a revision other than the one that the caller named in `If-Match`."""
