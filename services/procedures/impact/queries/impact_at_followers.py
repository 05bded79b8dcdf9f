"""What the followers state about events that are only proposed. They are asked side by side, and none is waited for
longer than two seconds."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import orjson

from common.contracts.impact import FiguresImpact, Impact, LookupsImpact, ServicesImpact
from common.eventlog.log import EncodedEvent
from common.http.other_services import response_of_service
from common.settings import ServiceSettings

JSON = {"Content-Type": "application/json"}
T = TypeVar("T", bound=Impact)


@dataclass(frozen=True, slots=True)
class FollowersImpact:
    """None where the follower did not answer in time, or not as agreed."""

    online_services: ServicesImpact | None
    population_lookup: LookupsImpact | None
    reporting: FiguresImpact | None

    @property
    def not_answering(self) -> list[str]:
        stated = {
            "online_services": self.online_services,
            "population_lookup": self.population_lookup,
            "reporting": self.reporting,
        }
        return [name for name, impact in stated.items() if impact is None]


async def impact_at_followers(settings: ServiceSettings, events: Sequence[EncodedEvent]) -> FollowersImpact:
    body = b'{"events":[%b]}' % b",".join(
        b'{"type":%b,"data":%b}' % (orjson.dumps(event.type.name), event.payload) for event in events
    )
    return FollowersImpact(
        *await asyncio.gather(
            _stated_by("online_services", settings, body, ServicesImpact),
            _stated_by("population_lookup", settings, body, LookupsImpact),
            _stated_by("reporting", settings, body, FiguresImpact),
        )
    )


async def _stated_by(service: str, settings: ServiceSettings, body: bytes, form: type[T]) -> T | None:
    return await response_of_service(service, settings, "POST", "/v1/impact", form, content=body, headers=JSON)
