"""Quy trình nội bộ: the steps, roles and hours by which an agency handles a procedure (Article 8 TT
01/2018/TT-VPCP)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procedures.processes.domain.refusals import DuplicateProcessCode, InterAgencyProcessOfOneAgency, StepWithoutAgency
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """Bước xử lý. `hours` are working hours. The agency of a step has a code if it is in the register, else only a
    name, such as the committees of all communes together."""

    name: str
    role: str
    hours: int
    agency_code: str | None = None
    agency_name: str | None = None

    @property
    def agency(self) -> str | None:
        return self.agency_code or self.agency_name


@dataclass(frozen=True, slots=True)
class Process:
    """An `inter_agency` process (liên thông) involves several agencies; `agency_code` is the first of them. `channel`
    and `case` restrict it to some dossiers; None means all channels, and no case in particular.
    With a `separate_signer` a result is not signed by an officer who handled the dossier."""

    code: str
    procedure_code: ProcedureCode
    name: str
    inter_agency: bool
    agency_code: str
    steps: tuple[ProcessStep, ...] = ()
    channel: str | None = None
    case: str | None = None
    separate_signer: bool = False

    @property
    def hours(self) -> int:
        return sum(step.hours for step in self.steps)

    def agency_codes(self) -> Iterator[str]:
        """Yields the code of each agency in the register that the process names."""
        yield self.agency_code
        yield from (step.agency_code for step in self.steps if step.agency_code is not None)


def check_drafted(processes: Iterable[Process]) -> None:
    """Raises `DuplicateProcessCode`, and for an inter-agency process `StepWithoutAgency` or
    `InterAgencyProcessOfOneAgency`."""
    taken: set[str] = set()
    for process in processes:
        if process.code in taken:
            raise DuplicateProcessCode(process.code)
        taken.add(process.code)
        if process.inter_agency:
            check_agencies(process)


def check_agencies(process: Process) -> None:
    for number, step in enumerate(process.steps, 1):
        if step.agency is None:
            raise StepWithoutAgency(process.code, number, step.name)
    if len(agencies := {step.agency for step in process.steps}) < 2:
        raise InterAgencyProcessOfOneAgency(process.code, sorted(filter(None, agencies)))
