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
    parts={
        "fetch-contents": lazy_import("online_services.law.clients.content_fetcher:fetch_contents"),
        "watch-deadlines": lazy_import("online_services.parts:watch_deadlines"),
    },
    closed_tables=frozenset(
        {
            "dossier_person",
            "dossier_draft",
            "dossier_draft_reading",
            "dossier_act",
            "dossier_assignment",
            "dossier_form",
            "dossier_fee",
            "dossier_fee_settlement",
            "dossier_reading",
            "dossier_officer",
        }
    ),
    scopes={
        "online_services.register": "register online services and change their levels",
        "online_services.review": "confirm online services that are under review",
        "dossiers.file": "file dossiers, for oneself or as a delegate, and read one's own",
        "dossiers.handle": "act on dossiers, as far as a role is recorded for the officer",
        "dossiers.back_enter": "enter past dossiers, at stated moments",
        "dossiers.officers": "record who handles dossiers as what",
        "forms.record": "record the forms of the procedures of the caller's agency",
        "impact.read": "state what events of `procedures` that are only proposed would change",
        "counts.read": "read what the service counts in its own tables, for the reconciliation of reports",
        "events.read": "follow the events of this service",
    },
)
