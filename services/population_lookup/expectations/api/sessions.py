"""The session of a request: tests that run at the same time see only what is theirs."""

from typing import Annotated

from fastapi import Depends, Request

from common.http.authentication import Requires
from common.http.declarations import HttpHeader, accepts, refuses
from common.http.state import runtime_of
from common.identity import Actor
from population_lookup.expectations.domain.refusals import FaultsNotEnabled, SessionNameTooLong
from population_lookup.settings import Settings

LONGEST = 100
"""Characters of a name."""
TEST_SESSION = HttpHeader(
    "X-Test-Session",
    "The session of a test, where the service was started with `FAULTS=1`; without it the session is that of the"
    " client, by the subject of its token.",
    {"type": "string", "maxLength": LONGEST},
    "court-42",
)
Tester = Annotated[Actor, Requires("population.faults")]


def faults_are_enabled(request: Request) -> bool:
    settings = runtime_of(request).settings
    return isinstance(settings, Settings) and settings.faults


def session_name(request: Request, client: str) -> str:
    """Raises `SessionNameTooLong`."""
    named = request.headers.get(TEST_SESSION.name, "").strip()
    if len(named) > LONGEST:
        raise SessionNameTooLong(LONGEST)
    return named or client


@accepts(TEST_SESSION)
@refuses(SessionNameTooLong)
async def session_of_tester(request: Request, tester: Tester) -> str:
    return session_name(request, tester.subject)


TestedSession = Annotated[str, Depends(session_of_tester)]


@refuses(FaultsNotEnabled)
async def enabled_faults(request: Request) -> None:
    """Raises `FaultsNotEnabled`."""
    if not faults_are_enabled(request):
        raise FaultsNotEnabled


WhereEnabled = Annotated[None, Depends(enabled_faults)]
"""After the caller is known and the body is of a type that is taken: both are refused everywhere alike."""
