"""The service procedures, put together."""

from common.service import HotRead, Service
from procedures.api import annexes, calendar, channels, decisions, inbox, lay_thu_tuc, national, procedures, registers
from procedures.clients.pusher import pushing
from procedures.console import fill
from procedures.domain.drafting import BACK_ENTRY
from procedures.import_console import annex, catalogue
from procedures.queries.bodies_of_procedures import PATH, bodies_of_procedures, code_in
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
        annexes.router,
        decisions.router,
        channels.router,
        calendar.router,
        registers.router,
        national.router,
        inbox.router,
        lay_thu_tuc.router,
    ],
    shards=1,
    public_events=True,
    hot_reads=[HotRead(PATH, code_in, bodies_of_procedures)],
    scopes={
        "catalogue.write": "record agencies, fields, channels with their deadlines, and days of the calendar",
        "decisions.draft": "draft Decisions and give drafts up",
        "decisions.publish": "put Decisions in force, and see to their channels",
        "national_catalogue.import": "take in snapshots of the national catalogue",
        BACK_ENTRY: "with the two before: record old Decisions with their stated days",
    },
    commands={"calendar": fill, "import-catalogue": catalogue, "import-annex": annex},
    uploads=frozenset({national.UPLOAD}),
    parts={"publish-channels": pushing},
)
