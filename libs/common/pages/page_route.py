"""Routes of pages: a refusal becomes a page, in the reader's language and with the status of the problem."""

from typing import Annotated, Any, ClassVar

from fastapi import Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError

from common.database.connections import is_transient
from common.errors import MovedPermanently, Refusal
from common.http.languages import Language, preferred
from common.http.problems import of_refusal
from common.http.query_parameters import Handler
from common.http.routes import Route
from common.pages.page_language import PageLanguage
from common.pages.refusal import refusal_page
from common.pages.shell import RequestedPage, Site
from common.pages.vocabulary import LANGUAGES, Vocabulary


def language_of(request: Request, vocabulary: Vocabulary) -> PageLanguage:
    """Returns the language that the address names; else the one that the browser prefers."""
    named = request.query_params.get("lang")
    explicit = next((language for language in LANGUAGES if language == named), None)
    preference = preferred(request.headers.get("accept-language", ""))
    return PageLanguage(explicit or preference, vocabulary, explicit is not None)


def requested_page(site: Site) -> Any:
    """The argument of a route: `Page = Annotated[RequestedPage, requested_page(SITE)]`."""

    async def page(request: Request, lang: Annotated[Language | None, Query()] = None) -> RequestedPage:
        return RequestedPage.of(request, language_of(request, site.vocabulary))

    return Depends(page)


class PageRoute(Route):
    """A service sets its `site` in a subclass."""

    site: ClassVar[Site]

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def handle_for_people(request: Request) -> Response:
            try:
                return await handle(request)
            except MovedPermanently as moved:
                return of_refusal(request, moved)
            except Refusal as refusal:
                return self._refusal(request, refusal.status, refusal.type)
            except RequestValidationError:
                return self._refusal(request, 422, "malformed-request")
            except Exception as error:
                if not is_transient(error):
                    raise
                response = self._refusal(request, 503, "database-unreachable")
                response.headers["Retry-After"] = "1"
                return response

        return handle_for_people

    def _refusal(self, request: Request, status: int, type: str) -> Response:
        requested = RequestedPage.of(request, language_of(request, self.site.vocabulary))
        return refusal_page(self.site, requested, status, type)
