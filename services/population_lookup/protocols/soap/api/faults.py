"""Problems as faults: of these operations, and of the middleware around them."""

from fastapi import Request, Response

from common.service.api_definition import Problem
from population_lookup.protocols.soap.formats.response_envelopes import fault
from population_lookup.protocols.soap.formats.versions import SoapVersion
from population_lookup.settings import Settings
from population_lookup.shared.domain.refusals import HeaderNotUnderstood

VERSION = "congbo.soap_version"
"""Where the scope of a request holds the version of its envelope, once that is known."""
OF_HTTP = frozenset({401, 408, 413, 429, 503})
"""Statuses that proxies and clients act on; any other refusal is a matter of SOAP, and has the status of a fault."""


def render_fault(request: Request, problem: Problem) -> Response:
    version = version_of(request)
    if problem.type == HeaderNotUnderstood.type:
        cause = "must_understand"
    else:
        cause = "receiver" if problem.status >= 500 else "sender"
    content = fault(version, cause, problem.type, problem.title, problem.detail)
    status = problem.status if problem.status in OF_HTTP else fault_status(request)
    headers = {**problem.headers, "Cache-Control": "no-store", "Content-Type": version.media_type}
    return Response(content, status, headers)


def version_of(request: Request) -> SoapVersion:
    known: SoapVersion | None = request.scope.get(VERSION)
    return known or SoapVersion.of_content_type(request.headers.get("content-type", ""))


def fault_status(request: Request) -> int:
    settings = request.scope["state"]["runtime"].settings
    return settings.soap_fault_status if isinstance(settings, Settings) else 500
