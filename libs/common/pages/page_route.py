"""The edge of the pages: what a route refuses is said to people, in their language and with the right status."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError

from common.database.connections import is_passing
from common.errors import Refusal
from common.http.routes import Handler, Route
from procedures.shared.formats.words import Language
from common.pages.page_language import Voice
from common.pages.refusal import refused
from common.pages.shell import Asked

LANGUAGES: tuple[Language, ...] = ("vi", "en")


def preferred(header: str) -> Language:
    """By `Accept-Language` (RFC 9110, 12.5.4); Vietnamese where neither is wanted more."""
    weights: dict[str, float] = {}
    for part in header.split(","):
        name, _, weight = part.partition(";")
        said = name.strip().lower().split("-")[0]
        try:
            wanted = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            wanted = 0.0
        weights[said] = max(wanted, weights.get(said, 0.0))
    return "en" if weights.get("en", 0.0) > weights.get("vi", 0.0) else "vi"


def voice_of(request: Request) -> Voice:
    """Where the address asks for a language that there is not, in the one that the browser prefers."""
    wanted = request.query_params.get("lang")
    asked = next((one for one in LANGUAGES if one == wanted), None)
    return Voice(asked or preferred(request.headers.get("accept-language", "")), asked is not None)


async def speaking(request: Request, lang: Annotated[Language | None, Query()] = None) -> Voice:
    return voice_of(request)


Speaks = Annotated[Voice, Depends(speaking)]


class PageRoute(Route):
    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def for_people(request: Request) -> Response:
            try:
                return await handle(request)
            except Refusal as refusal:
                return refused(_asked(request), refusal.status, refusal.type)
            except RequestValidationError:
                return refused(_asked(request), 422, "malformed-request")
            except Exception as failed:
                if not is_passing(failed):
                    raise
                answer = refused(_asked(request), 503, "database-unreachable")
                answer.headers["Retry-After"] = "1"
                return answer

        return for_people


def _asked(request: Request) -> Asked:
    return Asked.by(request, voice_of(request))
