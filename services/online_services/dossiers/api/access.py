"""The scopes that the endpoints of dossiers require, and the precondition of officers' acts."""

from typing import Annotated

from fastapi import Depends, Header, Request

from common.http.authentication import Requires
from common.http.state import runtime_of
from common.identity import Actor
from online_services.dossiers.commands.treasuries import Treasury, treasury_named
from online_services.settings import Settings

Applicant = Annotated[Actor, Requires("dossiers.file")]
Handler = Annotated[Actor, Requires("dossiers.handle")]
ApplicantOrHandler = Annotated[Actor, Requires("dossiers.file", "dossiers.handle")]
BackEnterer = Annotated[Actor, Requires("dossiers.back_enter")]
OfficerKeeper = Annotated[Actor, Requires("dossiers.officers")]


async def has_precondition(if_match: Annotated[str | None, Header(include_in_schema=False)] = None) -> bool:
    """Whether the request names a state by `If-Match`; `*` names none."""
    return if_match is not None and if_match.strip() != "*"


IsConditional = Annotated[bool, Depends(has_precondition)]


async def has_key(idempotency_key: Annotated[str | None, Header(include_in_schema=False)] = None) -> bool:
    """Whether the request may be repeated. It is checked after the body."""
    return idempotency_key is not None


HasKey = Annotated[bool, Depends(has_key)]


def _setting(request: Request, name: str) -> str:
    settings = runtime_of(request).settings
    value = getattr(settings, name) if isinstance(settings, Settings) else Settings.model_fields[name].default
    return str(value)


async def number_pattern(request: Request) -> str:
    return _setting(request, "dossier_number")


NumberPattern = Annotated[str, Depends(number_pattern)]


async def connected_treasury(request: Request) -> Treasury:
    return treasury_named(_setting(request, "treasury"))


ConnectedTreasury = Annotated[Treasury, Depends(connected_treasury)]
