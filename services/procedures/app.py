"""The service procedures, put together."""

from common.service import HotRead, RecalledReads, Service
from procedures.api import (
    annex,
    annexes,
    calendar,
    catalogue,
    channels,
    decisions,
    inbox,
    later_acts,
    lay_thu_tuc,
    national,
    open_data,
    procedures,
    processes,
    registers,
    reviews,
    road,
    roles,
    search,
    site,
    subscribers,
)
from procedures.clients.pusher import pushing, pushing_events
from procedures.console import fill
from procedures.domain.drafting import BACK_ENTRY
from procedures.import_console import annex as import_annex
from procedures.import_console import catalogue as import_catalogue
from procedures.queries.bodies_of_procedures import PATH, bodies_of_procedures, code_in, revision_of_catalogue
from procedures.settings import Settings
from procedures.status import channels_shown, subscribers_shown
from procedures.storage.tables import metadata
from procedures.storage.work import ProceduresWork

service = Service(
    name="procedures",
    title="Procedures (thủ tục hành chính)",
    settings=Settings,
    metadata=metadata,
    migrations="procedures.storage:migrations",
    open_work=ProceduresWork,
    routers=[
        catalogue.router,
        open_data.router,  # before the procedures, whose codes may hold full stops
        procedures.router,
        annexes.router,
        decisions.router,
        road.router,
        annex.router,
        later_acts.router,
        channels.router,
        subscribers.router,
        calendar.router,
        processes.router,
        reviews.router,
        registers.router,
        roles.router,
        national.router,
        inbox.router,
        lay_thu_tuc.router,
        search.router,
        site.router,
    ],
    shards=1,
    public_events=True,
    hot_reads=[HotRead(PATH, code_in, revision_of_catalogue, bodies_of_procedures)],
    recalled=RecalledReads(frozenset({"/v1/procedures", "/v1/search", "/v1/search/suggestions"}), revision_of_catalogue),
    scopes={
        "catalogue.write": "record agencies, fields, channels with their deadlines, days of the calendar, working hours, and terms of the search",
        "subscribers.write": "record who is sent the events by webhooks, see how far each has come, and replay",
        "roles.write": "record who holds which part on the road of a Decision",
        "decisions.draft": "draft Decisions, submit, revise and give drafts up",
        "decisions.control": "consent to Decisions in review, or send them back",
        "decisions.sign": "sign Decisions, or send them back",
        "decisions.publish": "put signed Decisions in force, and see to their channels",
        "decisions.annul": "annul published Decisions, or some of their items",
        "decisions.correct": "mend clerical faults of published Decisions",
        "national_catalogue.import": "take in snapshots of the national catalogue",
        "reviews.set": "open rounds of review with their targets",
        "reviews.propose": "file and withdraw proposals to simplify procedures",
        "reviews.read": "read rounds of review, proposals and results",
        BACK_ENTRY: "with drafting or publishing: record old Decisions with their stated days and signed files",
    },
    commands={"calendar": fill, "import-catalogue": import_catalogue, "import-annex": import_annex},
    uploads=frozenset({national.UPLOAD}),
    shows=[channels_shown, subscribers_shown],
    parts={"publish-channels": pushing, "push-webhooks": pushing_events},
)
