"""Dependencies and parameters of the routes."""

from typing import Annotated

from fastapi import Query

from common.http.authentication import Requires
from common.identity import Actor

Reader = Annotated[Actor, Requires("reports.read")]
Year = Annotated[
    int, Query(ge=2000, le=2100, description="The calendar year; Decisions belong to it by their signing day")
]
Code = Annotated[str, Query(pattern=r"^[A-Za-z0-9_.]{1,60}$")]
