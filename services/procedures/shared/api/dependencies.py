"""Dependencies of routes of several features."""

from typing import Annotated

from fastapi import Depends, Request

from common.http.authentication import Requires
from common.http.state import runtime_of
from common.identity import Actor
from procedures.settings import Settings, settings_of

Cataloguer = Annotated[Actor, Requires("catalogue.write")]
"""The scope of those who maintain the registers that Decisions refer to, the calendar, the channels, the search terms
and the headings of annexes."""


async def own_settings(request: Request) -> Settings:
    return settings_of(runtime_of(request))


TheSettings = Annotated[Settings, Depends(own_settings)]
