"""Indicators: what agencies enter values for."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.declarations import returns
from common.http.documented_headers import ETAG, LOCATION
from common.http.etags import ExpectedRevision, revision_tag
from common.http.json_limits import body_limit
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, Work
from reporting.indicators.api.requests import IndicatorIn, IndicatorRevisionIn
from reporting.indicators.api.responses import IndicatorOut
from reporting.indicators.commands.define_indicator import define_indicator, define_indicator_anew
from reporting.indicators.queries.indicators_defined import indicator_by_code, indicators_defined
from reporting.shared.api.entry_fields import Definer, EntryCode, EntryReader

router = APIRouter(prefix="/v1/indicators", route_class=Route, tags=["indicators"])

TheCode = Annotated[EntryCode, Path(examples=["bts_sites"])]


@router.post("", operation_id="defineIndicator", status_code=201)
@body_limit(500_000)
@returns(LOCATION, ETAG)
async def define(body: IndicatorIn, officer: Definer, work: Work, response: Response) -> IndicatorOut:
    """Define an indicator that agencies enter values for."""
    await define_indicator(work, body.indicator_of(body.code), by=officer)
    response.headers["Location"] = f"/v1/indicators/{body.code}"
    return await _indicator_with_etag(work.connection, body.code, response)


@router.get("", operation_id="listIndicators")
async def indicators(_: EntryReader, read: Read, page: Paging) -> Page[IndicatorOut]:
    """The indicators in their latest revisions, in the order of their codes."""
    rows = await indicators_defined(read, page.key(str), page.limit + 1)
    shown = rows[: page.limit]
    more = cursor_of([shown[-1].code]) if len(rows) > page.limit else None
    return Page(items=[IndicatorOut.of(row) for row in shown], next=more)


@router.get("/{code}", operation_id="getIndicator")
@returns(ETAG)
async def indicator(code: TheCode, _: EntryReader, read: Read, response: Response) -> IndicatorOut:
    """An indicator in its latest revision."""
    return await _indicator_with_etag(read, code, response)


@router.post("/{code}/revisions", operation_id="defineIndicatorAnew", status_code=201)
@body_limit(500_000)
@returns(ETAG)
async def define_anew(
    code: TheCode,
    body: IndicatorRevisionIn,
    officer: Definer,
    expected: ExpectedRevision,
    work: Work,
    response: Response,
) -> IndicatorOut:
    """Define an indicator anew: its names, ground, end of validity, agencies and targets. `If-Match` names the revision
    that was read."""
    await define_indicator_anew(work, body.indicator_of(code), expected, by=officer)
    return await _indicator_with_etag(work.connection, code, response)


async def _indicator_with_etag(read: AsyncConnection, code: str, response: Response) -> IndicatorOut:
    found = IndicatorOut.of(await indicator_by_code(read, code))
    response.headers["ETag"] = revision_tag(found.revision)
    return found
