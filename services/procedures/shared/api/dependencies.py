"""What routes of several features take."""

from typing import Annotated

from fastapi import Depends, Request

from common.http.authentication import Requires
from common.http.state import runtime_of
from common.identity import Actor
from procedures.settings import Settings, settings_of

Cataloguer = Annotated[Actor, Requires("catalogue.write")]
"""Whoever keeps the registers that Decisions refer to, the calendar, the channels and the terms of the search."""


async def own_settings(request: Request) -> Settings:
    return settings_of(runtime_of(request))


TheSettings = Annotated[Settings, Depends(own_settings)]
