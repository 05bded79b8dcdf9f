"""A typed client of the services of Công bố (docs/client.md)."""

from congbo_client.async_online_services import AsyncOnlineServices
from congbo_client.async_population_lookup import AsyncPopulationLookup
from congbo_client.async_procedures import AsyncProcedures
from congbo_client.async_reporting import AsyncReporting
from congbo_client.followers import VerifiedEvent
from congbo_client.online_services import OnlineServices
from congbo_client.population_lookup import PopulationLookup
from congbo_client.problems import (
    Conflict,
    CongboError,
    ConnectionFailed,
    MalformedRequest,
    MalformedResponse,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    PreconditionFailed,
    Problem,
    ServiceFailed,
    TooManyRequests,
)
from congbo_client.procedures import Procedures
from congbo_client.reporting import Reporting
from congbo_client.requests import Response
from congbo_client.retries import NO_RETRIES, Retries
from congbo_client.stream_verification import (
    ChainBroken,
    FeedIncomplete,
    HeadNotVerified,
    StreamNotVerified,
    StreamPosition,
    StreamRestored,
    UnknownEventType,
)
from congbo_client.streams import AsyncEventStream, EventStream, first_key_of, shards_of

__all__ = [
    "NO_RETRIES",
    "AsyncEventStream",
    "AsyncOnlineServices",
    "AsyncPopulationLookup",
    "AsyncProcedures",
    "AsyncReporting",
    "ChainBroken",
    "Conflict",
    "CongboError",
    "ConnectionFailed",
    "EventStream",
    "FeedIncomplete",
    "HeadNotVerified",
    "MalformedRequest",
    "MalformedResponse",
    "NotAuthenticated",
    "NotFound",
    "NotPermitted",
    "OnlineServices",
    "PopulationLookup",
    "PreconditionFailed",
    "Problem",
    "Procedures",
    "Reporting",
    "Response",
    "Retries",
    "ServiceFailed",
    "StreamNotVerified",
    "StreamPosition",
    "StreamRestored",
    "TooManyRequests",
    "UnknownEventType",
    "VerifiedEvent",
    "first_key_of",
    "shards_of",
]
