"""What the routes ask for."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.authentication import Requires, caller
from common.http.transactions import opens_read
from common.identity import Actor

Read = Annotated[AsyncConnection, opens_read()]
Officer = Annotated[Actor, Requires("population.lookup")]
Caller = Annotated[Actor, Depends(caller)]
