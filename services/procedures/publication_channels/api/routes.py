"""Where Decisions are published (công khai): the channels, the state of each Decision on them, and what is overdue."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from common.http.json_limits import body_limit
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from procedures.decisions.api.access import Publisher
from procedures.publication_channels.api.deadline_requests import DeadlineIn
from procedures.publication_channels.api.requests import ChannelsIn, EvidenceIn
from procedures.publication_channels.api.responses import (
    DeadlineOut,
    DecisionChannelsOut,
    OverdueOut,
    PublicationChannelOut,
    PublicationChannelsOut,
    PublicationStateOut,
)
from procedures.publication_channels.commands.record_channels import record_channels
from procedures.publication_channels.commands.record_deadline import record_deadline
from procedures.publication_channels.commands.record_evidence import record_evidence
from procedures.publication_channels.commands.retry_refused_push import retry_refused_push
from procedures.publication_channels.queries.channels_and_deadlines import channels, deadlines
from procedures.publication_channels.queries.channels_of_decision import channels_of_decision
from procedures.publication_channels.queries.overdue_channels import overdue_channels
from procedures.shared.api.dependencies import Cataloguer, TheSettings
from procedures.shared.api.responses import Recorded

router = APIRouter(prefix="/v1", route_class=Route, tags=["channels"])

TheChannel = Annotated[str, Path(examples=["office_posting"])]
TheRectification = Annotated[
    UUID | None, Query(description="An annulment or a correction of the Decision; if absent, the Decision itself.")
]


@router.get("/publication-channels", operation_id="listPublicationChannels")
async def listed(read: Read) -> PublicationChannelsOut:
    """The channels of publication with their deadlines, the mandatory channels (Article 17 NĐ 63/2010) first."""
    of: dict[str | None, list[DeadlineOut]] = {}
    for row in await deadlines(read):
        of.setdefault(row.channel, []).append(DeadlineOut.model_validate(row, from_attributes=True))
    items = [PublicationChannelOut.of_row(row, of.get(row.code, [])) for row in await channels(read)]
    return PublicationChannelsOut(items=items, decision=of.get(None, []))


@router.post("/publication-channels", operation_id="recordPublicationChannels")
@body_limit(1_000_000)
async def record(body: ChannelsIn, officer: Cataloguer, work: Work, settings: TheSettings) -> Recorded:
    """Record channels. A known channel takes the given values; a channel whose circuit is open or gone is tried
    again."""
    entries = [channel.entry() for channel in body.channels]
    await record_channels(work, entries, settings.channel_allow_private_addresses, by=officer)
    return Recorded(recorded=len(body.channels))


@router.post("/publication-deadlines", operation_id="setPublicationDeadline")
async def set_deadline(body: DeadlineIn, officer: Cataloguer, work: Work) -> Recorded:
    """Set a deadline of the province's own. The deadlines of the law keep applying: the earliest of several counts."""
    await record_deadline(work, body.deadline(), by=officer)
    return Recorded(recorded=1)


@router.get("/publication-channels/overdue", operation_id="listOverduePublications")
async def overdue(_: Publisher, read: Read, clock: TheClock, page: Paging) -> Page[OverdueOut]:
    """What should be shown by now and is not known to be, the longest overdue first."""
    page_rows = await overdue_channels(
        read, clock.today(), page.key(date.fromisoformat, UUID, str, UUID), page.limit + 1
    )
    shown = page_rows[: page.limit]
    last = shown[-1] if len(page_rows) > page.limit else None
    next_cursor = (
        None
        if last is None
        else cursor_of([last.due_on.isoformat(), str(last.decision_id), last.channel, str(last.subject_id)])
    )
    return Page(items=[OverdueOut.of_row(row) for row in shown], next=next_cursor)


@router.get("/decisions/{id}/channels", operation_id="listDecisionChannels")
async def of_decision(id: UUID, read: Read, clock: TheClock) -> DecisionChannelsOut:
    """The state of a published Decision, and of each annulment or correction of it, on each channel. A Decision that
    lists no items goes to no channel."""
    return DecisionChannelsOut.of(id, await channels_of_decision(read, id, clock.today()))


@router.post("/decisions/{id}/channels/{channel}/evidence", operation_id="recordChannelEvidence")
async def evidence(
    id: UUID,
    channel: TheChannel,
    body: EvidenceIn,
    officer: Publisher,
    work: Work,
    rectification: TheRectification = None,
) -> PublicationStateOut:
    """State that the Decision, or an annulment or correction of it, is shown on the channel, and since which day."""
    return PublicationStateOut.of(await record_evidence(work, id, channel, rectification, body.evidence(), by=officer))


@router.post("/decisions/{id}/channels/{channel}/retry", operation_id="retryChannel")
async def retry(
    id: UUID, channel: TheChannel, _: Publisher, work: Work, rectification: TheRectification = None
) -> PublicationStateOut:
    """Push again what the channel has refused. Everything else is retried automatically."""
    return PublicationStateOut.of(await retry_refused_push(work, id, channel, rectification))
