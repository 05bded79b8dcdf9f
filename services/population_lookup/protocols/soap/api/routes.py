"""The operations of the national service over SOAP 1.1 and 1.2."""

from typing import Annotated, assert_never

from fastapi import APIRouter, Query, Request, Response

from common import metrics
from common.errors import MalformedRequest, Refusal
from common.eventlog.position import as_header
from common.http.freshness import POSITION, wait_for_positions
from common.http.json_limits import SMALL_BODY, body_limit
from common.http.problems import of_refusal
from population_lookup.lookup.commands.look_up import LookupResult
from population_lookup.lookup.domain.lookup import Disclosure
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.lookup.domain.operations import ResultKind
from population_lookup.protocols.shared.cong_dan import ELEMENT_NAMES, Profile, cong_dan
from population_lookup.protocols.shared.dispatch import LookupContext, dispatch_lookup, log_malformed
from population_lookup.protocols.shared.lookup_routes import LookupRoute
from population_lookup.protocols.shared.national_request import national_request
from population_lookup.protocols.shared.refusal_responses import NO_STORE
from population_lookup.protocols.soap.api.authentication import SoapOfficer, addresses_of
from population_lookup.protocols.soap.api.faults import VERSION
from population_lookup.protocols.soap.formats.envelopes import Envelope, read_envelope
from population_lookup.protocols.soap.formats.response_envelopes import collection, confirmation
from population_lookup.protocols.soap.formats.versions import SoapVersion
from population_lookup.protocols.soap.formats.wsdl import wsdl
from population_lookup.settings import Settings
from population_lookup.shared.domain.refusals import HeaderNotUnderstood

router = APIRouter(prefix="/soap", route_class=LookupRoute, tags=["SOAP"])

ENDPOINT = "POST /soap"
LOOKUP_ID = "Lookup-Id"
"""The header with the id of the look-up in the access log: the answer itself has no place for it."""
VALID_UNTIL = "Result-Valid-Until"
"""The header with the moment after which the answer may not be used any more."""
MASKED = "Masked-Elements"
"""The header with the elements that the law lists and the caller may not see."""


@router.get("", response_class=Response, include_in_schema=False)
async def description(
    request: Request, version: Annotated[str | None, Query(alias="wsdl", description="12: with SOAP 1.2 too")] = None
) -> Response:
    """The WSDL of the operations: `?wsdl` has the binding to SOAP 1.1, `?wsdl=12` both."""
    settings = request.scope["state"]["runtime"].settings
    assert isinstance(settings, Settings)  # noqa: S101 - of this service
    address = settings.soap_url or addresses_of(request, settings)[1]
    return Response(wsdl(address, soap12=version == "12"), media_type="text/xml")


@router.post("", response_class=Response, include_in_schema=False)
@body_limit(SMALL_BODY)
async def call(request: Request, officer: SoapOfficer) -> Response:
    """One operation of the national service; every refusal is a fault."""
    await wait_for_positions(request)
    try:
        envelope = read_envelope(await request.body())
    except MalformedRequest as malformed:
        metrics.lookups_not_logged.labels(malformed.type).inc()
        raise
    request.scope[VERSION] = envelope.version
    context = LookupContext(request, Response(), is_alone=False)
    try:
        lookup_request = read_request(envelope, officer.agency)
    except Refusal as refusal:
        await log_malformed(request, refusal, ENDPOINT, officer)
        raise
    result = await dispatch_lookup(context, lookup_request, ENDPOINT, officer)
    response = response_to(request, result, envelope.version)
    response.headers.update(headers_of(result))
    return response


def headers_of(result: LookupResult) -> dict[str, str]:
    """A masked element is empty, as one of which nothing is known; the header tells them apart."""
    lookup = result.lookup
    until = {} if lookup.valid_until is None else {VALID_UNTIL: lookup.valid_until.isoformat()}
    names = ", ".join(ELEMENT_NAMES[name] for name in lookup.masked_of_anybody)
    masked = {MASKED: names} if names else {}
    return {**NO_STORE, POSITION: as_header([result.position]), LOOKUP_ID: lookup.id, **until, **masked}


def read_request(envelope: Envelope, agency: str) -> LookupRequest:
    """Raises `HeaderNotUnderstood` and `MalformedRequest`."""
    if envelope.must_understand:
        raise HeaderNotUnderstood
    if envelope.repeats_an_element:
        raise MalformedRequest("an element occurs twice")
    return national_request(envelope.elements).request(envelope.operation, agency)


def response_to(request: Request, result: LookupResult, version: SoapVersion) -> Response:
    outcome = result.lookup.outcome
    if isinstance(outcome, Refusal):
        return of_refusal(request, outcome)
    return Response(content_of(outcome, version), headers={"Content-Type": version.media_type})


def content_of(disclosure: Disclosure, version: SoapVersion) -> bytes:
    match disclosure.operation.result:
        case ResultKind.PERSONS | ResultKind.HOUSEHOLD:
            names, emptied = disclosure.operation.name_form, disclosure.emptied
            records = [cong_dan(record, Profile.NOIBO, names, emptied) for record in disclosure.records]
            return collection(version, records * disclosure.copies)
        case ResultKind.CONFIRMATION:
            return confirmation(version, disclosure.citizen is not None)
        case ResultKind.NOT_OFFERED:  # it was refused
            raise AssertionError
        case _:
            assert_never(disclosure.operation.result)
