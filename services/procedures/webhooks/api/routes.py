"""The systems that receive every event by webhooks instead of reading the feed."""

from typing import Annotated

from fastapi import APIRouter, Path

from common.http.routes import Route
from common.http.transactions import Read, Work
from procedures.shared.api.dependencies import TheSettings
from procedures.shared.api.responses import Recorded
from procedures.webhooks.api.access import SubscriberKeeper
from procedures.webhooks.api.requests import ReplayIn, SubscriberIn
from procedures.webhooks.api.responses import Replayed, SubscriberOut, SubscribersOut
from procedures.webhooks.commands.record_subscriber import record_subscriber
from procedures.webhooks.commands.replay_events import replay_events
from procedures.webhooks.queries.subscribers import subscribers

router = APIRouter(prefix="/v1/webhook-subscribers", route_class=Route, tags=["webhooks"])


@router.get("", operation_id="listWebhookSubscribers")
async def listed(_: SubscriberKeeper, read: Read) -> SubscribersOut:
    """The subscribers in the order of their codes, with the position of each."""
    return SubscribersOut(
        items=[SubscriberOut.model_validate(row, from_attributes=True) for row in await subscribers(read)]
    )


@router.post("", operation_id="recordWebhookSubscriber")
async def record(body: SubscriberIn, officer: SubscriberKeeper, work: Work, settings: TheSettings) -> Recorded:
    """Record a subscriber. A known subscriber takes the given values and is pushed to again; `active: false` stops
    it."""
    await record_subscriber(work, body.entry(), body.after, settings.webhook_allow_private_addresses, by=officer)
    return Recorded(recorded=1)


@router.post("/{code}/replay", operation_id="replayWebhookEvents")
async def replay(
    code: Annotated[str, Path(examples=["land_registry"])], body: ReplayIn, officer: SubscriberKeeper, work: Work
) -> Replayed:
    """Send again the events after a sequence, under the same message ids."""
    await replay_events(work, code, body.after, by=officer)
    return Replayed(code=code, after=body.after)
