"""What a service is made of: declared once in its `app.py`, read by every command of `common.processes`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fastapi import APIRouter
from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import Clock
from common.messaging.projections import Projection
from common.messaging.reactions import Reactions
from common.settings import ServiceSettings
from common.streams.log import EventLog
from common.unit_of_work import UnitOfWork

OpenWork = Callable[[AsyncConnection, Clock, EventLog | None], UnitOfWork]


@dataclass(frozen=True)
class Listening:
    """What a service hears of one source: what it folds, and what it does."""

    source: str
    projections: Sequence[Projection] = ()
    reactions: Sequence[Reactions] = ()


@dataclass(frozen=True)
class Service:
    """`shards` counts the shards of its own stream at installation; 0 means that it publishes nothing."""

    name: str
    title: str
    settings: type[ServiceSettings]
    metadata: MetaData
    migrations: str
    open_work: OpenWork
    routers: Sequence[APIRouter]
    shards: int = 0
    listens: Sequence[Listening] = ()
    keeps_events: bool = False
    scopes: dict[str, str] = field(default_factory=dict)
