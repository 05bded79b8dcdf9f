"""Quy trình nội bộ: the steps, roles and hours with which an office handles a procedure (Article 8 TT 01/2018/TT-VPCP)."""

from dataclasses import dataclass

from procedures.domain.codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """Bước xử lý. `hours` are working hours."""

    name: str
    role: str
    hours: int


@dataclass(frozen=True, slots=True)
class Process:
    """An `inter_agency` one (liên thông) runs through several agencies; `agency_code` is the one that it begins with."""

    code: str
    procedure_code: ProcedureCode
    name: str
    inter_agency: bool
    agency_code: str
    steps: tuple[ProcessStep, ...] = ()
