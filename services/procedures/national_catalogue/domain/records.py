"""One procedure as the national catalogue tells it. What it leaves open is None; texts that are no dates, numbers or
codes stay raw."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from procedures.law.domain.contents import AgencyInRole, LegalBasis, ProcedureResult, StepsOfCase
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class NationalTime:
    """`raw` is how the source wrote it, also where it could not be read."""

    amount: Decimal | None
    unit: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class NationalFee:
    """`amount` in đồng, None where it could not be read. `under` is the time limit on which it hangs, as the source
    wrote it; None where
    the source does not say."""

    amount: int | None
    raw: str
    note: str | None = None
    under: str | None = None


@dataclass(frozen=True, slots=True)
class NationalChannel:
    """Fees hang on the channel: most sources do not say on which of several time limits."""

    channel: str
    times: tuple[NationalTime, ...] = ()
    fees: tuple[NationalFee, ...] = ()


@dataclass(frozen=True, slots=True)
class NationalPaper:
    """`originals` and `copies` are None where the source's number cannot be one of sheets."""

    name: str
    code: str | None = None
    originals: int | None = None
    copies: int | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class NationalPapersOfCase:
    """`case` None: in all cases."""

    case: str | None
    papers: tuple[NationalPaper, ...]


@dataclass(frozen=True, slots=True)
class NationalRecord:
    """`decision_number` is the ministry's, raw: it may be no number at all. There is no effective date."""

    code: ProcedureCode
    name: str
    field_code: str | None = None
    field_name: str | None = None
    ministry: str | None = None
    levels: tuple[str, ...] = ()
    agencies: tuple[AgencyInRole, ...] = ()
    decision_number: str | None = None
    channels: tuple[NationalChannel, ...] = ()
    papers: tuple[NationalPapersOfCase, ...] = ()
    steps: tuple[StepsOfCase, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()
    results: tuple[ProcedureResult, ...] = ()
    audience: tuple[str, ...] = ()
    conditions: str | None = None


Given = Mapping[str, object]
"""A row as a format reads it, under this project's names, nothing mended."""
