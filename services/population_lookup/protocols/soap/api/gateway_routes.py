"""The operations as the gateways of provinces (LGSP) offer them: JSON around the SOAP response."""

from enum import StrEnum
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from common.errors import Refusal
from common.http.declarations import refuses_with
from common.http.documented_headers import EVENT_POSITION
from common.http.json_limits import body_limit
from common.http.problems import MEDIA_TYPE, PREFIX, safe_path
from common.request_ids import request_id
from common.service.api_definition import Problem
from population_lookup.protocols.shared.access import Officer
from population_lookup.protocols.shared.dispatch import TheLookupContext, dispatch_lookup
from population_lookup.protocols.shared.lookup_routes import LookupRoute
from population_lookup.protocols.shared.refusal_responses import refusal_response
from population_lookup.protocols.soap.api.gateway_requests import GatewayRequest
from population_lookup.protocols.soap.api.routes import content_of, headers_of
from population_lookup.protocols.soap.formats.converted import converted
from population_lookup.protocols.soap.formats.versions import SoapVersion

router = APIRouter(prefix="/lgsp", route_class=LookupRoute, tags=["LGSP"])

SUCCESS = "0"
"""What `error_code` is without an error: no list of these codes is public, so this one is ours."""


class GatewayFormat(StrEnum):
    """`xml`: the answer is the text of the SOAP envelope. `json`: it is converted, element by element."""

    XML = "xml"
    JSON = "json"


class GatewayOut(BaseModel):
    """`message` is the SOAP envelope as text. With `format=json` the members are those of the envelope instead."""

    model_config = ConfigDict(extra="allow")

    error_code: str | None = None
    message: str | None = None


@router.post("/{operation}", operation_id="callThroughGateway", responses={200: {"model": GatewayOut}})
@body_limit(16_000)
@refuses_with(EVENT_POSITION)
async def call_through_a_gateway(
    operation: Annotated[str, Path(pattern=r"^[A-Za-z]{1,60}$")],
    body: GatewayRequest,
    officer: Officer,
    context: TheLookupContext,
    request: Request,
    format: Annotated[GatewayFormat, Query(description="how the answer is wrapped")] = GatewayFormat.XML,
) -> Response:
    """One operation of the national service; the answer is `{error_code, message}`, or the converter's JSON."""
    name = operation.removesuffix("Request")
    result = await dispatch_lookup(context, body.request(name, officer.agency), "POST /lgsp", officer)
    outcome = result.lookup.outcome
    if isinstance(outcome, Refusal):
        return refusal_response(request, result, outcome)
    content = content_of(outcome, SoapVersion.V11)
    response_content: dict[str, Any] = (
        {"error_code": SUCCESS, "message": content.decode()} if format is GatewayFormat.XML else converted(content)
    )
    return Response(orjson.dumps(response_content), headers=headers_of(result), media_type="application/json")


def render_gateway_error(request: Request, problem: Problem) -> Response:
    """A problem that clients of gateways can read as well."""
    body = {
        **problem.facts,
        **({} if (id := request_id.get()) is None else {"request_id": id}),
        "error_code": problem.type,
        "message": problem.detail,
        "type": PREFIX + problem.type,
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": safe_path(request),
    }
    return Response(orjson.dumps(body, default=str), problem.status, dict(problem.headers), MEDIA_TYPE)
