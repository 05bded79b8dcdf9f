"""The service online_services, put together."""

from common.named import named
from common.service import Listening, Service
from online_services.consumers.procedures.projection import heard
from online_services.consumers.procedures.reactions import reacts
from online_services.settings import Settings
from online_services.storage.tables import metadata
from online_services.storage.work import OnlineServicesWork

service = Service(
    name="online_services",
    title="Online services (dịch vụ công trực tuyến)",
    settings=Settings,
    metadata=metadata,
    migrations="online_services.storage:migrations",
    open_work=OnlineServicesWork,
    door=named("online_services.api.door:door"),
    shards=4,
    listens=[Listening("procedures", projections=[heard], reactions=[reacts])],
    scopes={
        "online_services.register": "register online services and change their levels",
        "online_services.review": "confirm online services that are under review",
        "events.read": "follow the events of this service",
    },
)
