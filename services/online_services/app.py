"""The service online_services, composed from its features."""

from common.lazy_import import lazy_import
from common.service.definition import Service, Subscription
from online_services.law.consumers.procedures.projection import projection
from online_services.registry.consumers.procedures.reactions import reactions
from online_services.settings import Settings
from online_services.tables import metadata

service = Service(
    name="online_services",
    title="Online services (dịch vụ công trực tuyến)",
    settings=Settings,
    metadata=metadata,
    migrations="online_services:migrations",
    api=lazy_import("online_services.endpoints:api"),
    shards=4,
    subscriptions=[Subscription("procedures", projections=[projection], reactions=[reactions])],
    scopes={
        "online_services.register": "register online services and change their levels",
        "online_services.review": "confirm online services that are under review",
        "events.read": "follow the events of this service",
    },
)
