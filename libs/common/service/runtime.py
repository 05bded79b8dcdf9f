"""What every process of a service stands on."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from common.clock import Clock
from common.eventlog.log import EventLog
from common.service.definition import Service
from common.settings import ServiceSettings


@dataclass(frozen=True)
class Runtime:
    service: Service
    settings: ServiceSettings
    engine: AsyncEngine
    clock: Clock
    log: EventLog | None
