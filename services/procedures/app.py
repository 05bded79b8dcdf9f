"""The service procedures, put together."""

from common.service import HotRead, Service
from procedures.api import decisions, procedures, registers
from procedures.domain.drafting import BACK_ENTRY
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
    routers=[procedures.router, decisions.router, registers.router],
    shards=1,
    public_events=True,
    hot_reads=[HotRead(PATH, code_in, bodies_of_procedures)],
    scopes={
        "catalogue.write": "record agencies and fields",
        "decisions.draft": "draft Decisions and give drafts up",
        "decisions.publish": "put Decisions in force",
        BACK_ENTRY: "with the two before: record old Decisions with their stated days",
    },
)
