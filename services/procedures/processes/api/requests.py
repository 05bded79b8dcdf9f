"""Internal processes, groups of procedures that are handled together, and working hours."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from typing_extensions import TypeAliasType

from common.http.days import Day
from procedures.processes.api.examples import WORKING_HOURS
from procedures.processes.domain.groups import ProcedureGroup
from procedures.processes.domain.internal_processes import Process, ProcessStep
from procedures.shared.api.text_fields import AgencyCode, Body, Code, Line, Prose
from procedures.shared.domain.procedure_codes import ProcedureCode

OwnCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,60}$", examples=["QT.0001"])]
"""The code of a process or a group, as the province writes it."""
ProcessChannel = TypeAliasType("ProcessChannel", Literal["direct", "online", "post"])
ConvertibleUnit = TypeAliasType("ConvertibleUnit", Literal["working_day", "day", "hour", "month"])
"""A unit of time that has a number of working hours."""


class ProcessStepIn(Body):
    """Bước xử lý; `hours` are working hours. A step of an inter-agency process names its agency by code or by name."""

    name: Line
    role: Line
    hours: Annotated[int, Field(ge=0, le=100_000)]
    agency_code: AgencyCode | None = None
    agency_name: Line | None = None


class ProcessIn(Body):
    """Quy trình nội bộ, or quy trình liên thông if it is `inter_agency`. A process for the dossiers of one `channel` or
    one `case` names it; the case is written as in the note of the procedure's time limit. With a
    `separate_signer` a dossier is not finished or stopped by an officer who handled it."""

    code: OwnCode
    procedure_code: Code
    name: Line
    inter_agency: bool = False
    agency_code: AgencyCode
    channel: ProcessChannel | None = None
    case: Prose | None = None
    separate_signer: bool = False
    steps: Annotated[tuple[ProcessStepIn, ...], Field(max_length=100)] = ()

    def process(self) -> Process:
        return Process(
            code=self.code,
            procedure_code=ProcedureCode(self.procedure_code),
            name=self.name,
            inter_agency=self.inter_agency,
            agency_code=self.agency_code,
            steps=tuple(ProcessStep(**dict(step)) for step in self.steps),
            channel=self.channel,
            case=self.case,
            separate_signer=self.separate_signer,
        )


class GroupIn(Body):
    """Nhóm thủ tục liên thông, as it is from `valid_from` on. Without `valid_from` this is the signing day of the
    Decision."""

    code: OwnCode
    name: Line
    lead_agency_code: AgencyCode
    members: Annotated[tuple[Code, ...], Field(min_length=1, max_length=100)]
    valid_from: Day | None = None
    valid_to: Day | None = None

    def group(self, signed_on: Day) -> ProcedureGroup:
        members = tuple(ProcedureCode(code) for code in dict.fromkeys(self.members))
        begins = self.valid_from or signed_on
        return ProcedureGroup(self.code, self.name, self.lead_agency_code, members, begins, self.valid_to)


class WorkingHoursIn(Body):
    """How many working hours a unit of time has for Decisions signed from `valid_from` on, with its `legal_basis`."""

    model_config = ConfigDict(json_schema_extra={"examples": [WORKING_HOURS]})

    unit: ConvertibleUnit
    hours: Annotated[Decimal, Field(gt=0, max_digits=6, decimal_places=2)]
    valid_from: Day
    legal_basis: Line
