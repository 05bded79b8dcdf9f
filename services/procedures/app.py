"""The service procedures, put together."""

from common.service import HotRead, Service
from procedures.api import calendar, channels, decisions, procedures, processes, registers, reviews, search
from procedures.clients.pusher import pushing
from procedures.console import fill
from procedures.domain.drafting import BACK_ENTRY
from procedures.queries.bodies_of_procedures import PATH, bodies_of_procedures, code_in, revision_of_catalogue
from procedures.settings import Settings
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
        procedures.router,
        decisions.router,
        channels.router,
        calendar.router,
        processes.router,
        reviews.router,
        registers.router,
        search.router,
    ],
    shards=1,
    public_events=True,
    hot_reads=[HotRead(PATH, code_in, revision_of_catalogue, bodies_of_procedures)],
    scopes={
        "catalogue.write": "record agencies, fields, channels with their deadlines, days of the calendar, and working hours",
        "decisions.draft": "draft Decisions and give drafts up",
        "decisions.publish": "put Decisions in force, and see to their channels",
        "reviews.set": "open rounds of review with their targets",
        "reviews.propose": "file and withdraw proposals to simplify procedures",
        "reviews.read": "read rounds of review, proposals and results",
        BACK_ENTRY: "with the two before: record old Decisions with their stated days",
    },
    commands={"calendar": fill},
    parts={"publish-channels": pushing},
)
