"""Composes the service procedures."""

from common.lazy_import import lazy_import
from common.service.definition import Service
from procedures.cli.status_sections import channels_section, subscribers_section
from procedures.decisions.domain.drafting import BACK_ENTRY
from procedures.settings import Settings
from procedures.tables import metadata

service = Service(
    name="procedures",
    title="Procedures (thủ tục hành chính)",
    settings=Settings,
    metadata=metadata,
    migrations="procedures:migrations",
    api=lazy_import("procedures.endpoints:api"),
    shards=1,
    public_events=True,
    scopes={
        "catalogue.write": (
            "record agencies, fields, channels with their deadlines, days of the calendar, working hours,"
            " terms of the search, and headings of annexes"
        ),
        "subscribers.write": "record the subscribers of webhooks, read their positions, and replay events",
        "roles.write": "record the role holders of the approval workflow",
        "decisions.draft": "draft Decisions, submit, revise and discard drafts",
        "decisions.control": "approve Decisions in review, or return them",
        "decisions.sign": "sign Decisions, or return them",
        "decisions.publish": "publish signed Decisions, and manage their channels",
        "decisions.annul": "annul published Decisions, or some of their items",
        "decisions.correct": "correct clerical faults of published Decisions",
        "procedures.recode": "replace the provisional code of a procedure by the one of the national portal",
        "national_catalogue.import": "import snapshots of the national catalogue",
        "reviews.manage": "open rounds of review with their targets",
        "reviews.propose": "file and withdraw proposals to simplify procedures",
        "reviews.read": "read rounds of review, proposals and results",
        "counts.read": "read what the service counts in its own tables, for the reconciliation of reports",
        BACK_ENTRY: "with drafting or publishing: record old Decisions with their stated days and signed files",
    },
    commands={
        "calendar": lazy_import("procedures.cli.calendar_command:fill"),
        "import-catalogue": lazy_import("procedures.cli.import_commands:catalogue"),
        "import-annex": lazy_import("procedures.cli.import_commands:annex"),
    },
    status_sections=[channels_section, subscribers_section],
    parts={
        "push-channels": lazy_import("procedures.publication_channels.clients.channel_pusher:push_channels"),
        "push-webhooks": lazy_import("procedures.webhooks.clients.event_pusher:push_events"),
    },
)
