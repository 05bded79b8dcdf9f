"""What the routes ask for."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.doors import opens_read
from common.http.identity import Requires, caller
from common.identity import Actor

Read = Annotated[AsyncConnection, opens_read()]
Officer = Annotated[Actor, Requires("population.lookup")]
Caller = Annotated[Actor, Depends(caller)]
