"""Procedures in force as open data. The suffix of the address chooses the format, so that links work in any client."""

import orjson
from fastapi import APIRouter, Response

from common.http.routes import Route
from common.http.transactions import Read, TheClock
from procedures.law.queries.procedure_by_code import procedure_by_code
from procedures.open_data.api.naming_dependency import TheNaming
from procedures.open_data.formats.cpsv_ap import public_service
from procedures.open_data.formats.graph import JSON_LD, json_ld_of
from procedures.open_data.formats.schema_org import government_service
from procedures.open_data.formats.turtle import TURTLE, turtle_document
from procedures.registers.queries.names_of_agencies import names_in
from procedures.shared.api.moments import KnownOn, OnDay, TheCode
from procedures.shared.domain.procedure_codes import parse_code

router = APIRouter(prefix="/v1/procedures", route_class=Route, tags=["open data"], default_response_class=Response)


@router.get("/{code}.schema.jsonld", operation_id="getProcedureSchemaOrg", responses={200: {"content": {JSON_LD: {}}}})
async def get_procedure_schema_jsonld(
    code: TheCode, read: Read, clock: TheClock, naming: TheNaming, in_force_on: OnDay = None, known_on: KnownOn = None
) -> Response:
    """The procedure as a `GovernmentService` of schema.org."""
    row = await procedure_by_code(read, parse_code(code), in_force_on or clock.today(), known_on)
    service = government_service(row, await names_in(read, row.content), naming)
    return Response(orjson.dumps(service), media_type=JSON_LD)


@router.get("/{code}.jsonld", operation_id="getProcedureJsonLd", responses={200: {"content": {JSON_LD: {}}}})
async def get_procedure_jsonld(
    code: TheCode, read: Read, clock: TheClock, naming: TheNaming, in_force_on: OnDay = None, known_on: KnownOn = None
) -> Response:
    """The procedure as a public service of CPSV-AP 3.2, in JSON-LD."""
    row = await procedure_by_code(read, parse_code(code), in_force_on or clock.today(), known_on)
    service = public_service(row, await names_in(read, row.content), naming)
    return Response(json_ld_of(service), media_type=JSON_LD)


@router.get("/{code}.ttl", operation_id="getProcedureTurtle", responses={200: {"content": {TURTLE: {}}}})
async def get_procedure_ttl(
    code: TheCode, read: Read, clock: TheClock, naming: TheNaming, in_force_on: OnDay = None, known_on: KnownOn = None
) -> Response:
    """The same graph in Turtle."""
    row = await procedure_by_code(read, parse_code(code), in_force_on or clock.today(), known_on)
    service = public_service(row, await names_in(read, row.content), naming)
    return Response(turtle_document(service), media_type=TURTLE)
