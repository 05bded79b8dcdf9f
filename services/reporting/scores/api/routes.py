"""Schemes of scores, the ranking of agencies with the parts of their scores, and simplification by dossiers."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.calendar.province_days import day_of
from common.consumer.positions import positions
from common.eventlog.position import as_header
from common.http.authentication import Requires
from common.http.declarations import returns
from common.http.documented_headers import EVENT_POSITION
from common.http.freshness import POSITION
from common.http.json_limits import body_limit
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from common.identity import Actor
from reporting.scores.api.requests import ScoreSchemeIn
from reporting.scores.api.responses import RankingOut, ScoreSchemeOut, WeightedCutOut, scheme_out
from reporting.scores.commands.record_score_scheme import record_score_scheme
from reporting.scores.domain.score_keys import SimplificationMeasure
from reporting.scores.queries.ranking import ranking
from reporting.scores.queries.schemes_recorded import schemes_recorded
from reporting.scores.queries.weighted_cuts import weighted_cuts
from reporting.shared.api.dependencies import Code, Reader
from reporting.shared.api.entry_fields import EntryCode, KnownOn
from reporting.shared.api.period_parameters import ThePeriod

router = APIRouter(prefix="/v1", tags=["scores"], route_class=Route)
SchemeAuthor = Annotated[Actor, Requires("scores.define")]
AgencyWithThoseBelow = Annotated[Code | None, Query(description="only this agency and those below it")]
SingleAgency = Annotated[Code | None, Query(description="only this agency, without those below it")]


@router.post("/score-schemes", operation_id="recordScoreScheme", status_code=201)
@body_limit(500_000)
async def record(body: ScoreSchemeIn, officer: SchemeAuthor, work: Work) -> ScoreSchemeOut:
    """Record a revision of a scheme of scores: its groups and criteria with their points. It is never changed; a later
    revision takes its place for the periods of its validity."""
    scheme = body.scheme(officer.subject, work.clock.now())
    await record_score_scheme(work, scheme)
    return scheme_out(scheme)


@router.get("/score-schemes", operation_id="listScoreSchemes")
async def schemes(_: Reader, read: Read, page: Paging) -> Page[ScoreSchemeOut]:
    """All revisions of the schemes of scores, in the order of their codes and numbers."""
    found = await schemes_recorded(read, page.key(str, int), page.limit + 1)
    shown = found[: page.limit]
    more = cursor_of([shown[-1].code, shown[-1].revision]) if len(found) > page.limit else None
    return Page(items=[scheme_out(scheme) for scheme in shown], next=more)


@router.get("/scores", operation_id="getScores")
@returns(EVENT_POSITION)
async def scores(
    _: Reader,
    read: Read,
    clock: TheClock,
    period: ThePeriod,
    response: Response,
    scheme: Annotated[EntryCode, Query(description="the code of a scheme", examples=["qd766"])],
    agency: AgencyWithThoseBelow = None,
    known_on: KnownOn = None,
) -> RankingOut:
    """The ranking of agencies in a period, each open to the parts of its score and to the rows behind them. With
    `agency` those agencies are ranked among themselves. `Event-Position` states which events are counted."""
    moment = clock.now() if known_on is None else min(known_on, clock.now())
    ranked = await ranking(read, scheme, period, agency, day_of(moment), known_on)
    response.headers[POSITION] = as_header(await positions(read))
    return RankingOut.of(ranked)


@router.get("/scores/simplification", operation_id="listSimplificationByDossiers")
@returns(EVENT_POSITION)
async def simplification(
    _: Reader,
    read: Read,
    period: ThePeriod,
    page: Paging,
    response: Response,
    measure: SimplificationMeasure,
    agency: SingleAgency = None,
    known_on: KnownOn = None,
) -> Page[WeightedCutOut]:
    """What rounds of review that were compared in the period have cut, procedure by procedure, beside the dossiers of
    each: the score of simplification adds up `dossiers` times `share`, of all `dossiers`."""
    rows = await weighted_cuts(read, period, measure, agency, known_on)
    after = page.key(str, str)
    later = [row for row in rows if not after or (row.agency, row.procedure_code) > after]
    shown = later[: page.limit]
    more = cursor_of((shown[-1].agency, shown[-1].procedure_code)) if len(later) > page.limit else None
    response.headers[POSITION] = as_header(await positions(read))
    return Page(items=[WeightedCutOut.of(row) for row in shown], next=more)
