"""One procedure as a record of the national catalogue describes it. A fact that the record does not state is None; a
text that cannot be parsed as a date, a number or a code is kept as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from procedures.law.domain.added_members import ADDED
from procedures.law.domain.contents import AgencyInRole, LegalBasis, ProcedureResult, StepsOfCase
from procedures.law.domain.fees import Fee
from procedures.law.domain.submission_channels import TimeForm
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class NationalTimeLimit:
    """`raw` is the text of the source, also where it could not be parsed; `note` says when the limit holds. `form` is
    None where the limit is one length of time, or could not be parsed."""

    amount: Decimal | None
    unit: str | None
    raw: str
    note: str | None = None
    form: TimeForm | None = field(default=None, metadata=ADDED)
    shortest: Decimal | None = field(default=None, metadata=ADDED)
    longest: Decimal | None = field(default=None, metadata=ADDED)


@dataclass(frozen=True, slots=True)
class NationalFee:
    """`amount` is in đồng, None where it is no such amount. `fee` is the fee as it was parsed where it is something
    else: an amount in another currency, one per unit, that there is none. Where both are None, `raw` and `note` state
    it in words.
    `time_limit` and `time_limit_note` are those of the time limit for which the fee is due, as the source wrote them;
    None where the source does not state it."""

    amount: int | None
    raw: str
    note: str | None = None
    time_limit: str | None = None
    time_limit_note: str | None = None
    fee: Fee | None = field(default=None, metadata=ADDED)


@dataclass(frozen=True, slots=True)
class NationalChannel:
    """Fees belong to the channel, since most sources do not state to which of its time limits a fee belongs."""

    channel: str
    time_limits: tuple[NationalTimeLimit, ...] = ()
    fees: tuple[NationalFee, ...] = ()


@dataclass(frozen=True, slots=True)
class NationalPaper:
    """`originals` and `copies` are None where the source has no plausible number of sheets. `replaced_by` is the code
    of the result of another procedure that replaces the paper."""

    name: str
    code: str | None = None
    originals: int | None = None
    copies: int | None = None
    form: str | None = None
    form_url: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class NationalPapersOfCase:
    """`case` is None where the papers are required in all cases."""

    case: str | None
    papers: tuple[NationalPaper, ...]


@dataclass(frozen=True, slots=True)
class NationalRecord:
    """`decision_number` is the ministry's, as the source wrote it: it may be no number at all. There is no effective
    date. `stated` are the parts (`comparison.PARTS`) of which the source says something, be it that there is none; None
    where it may say something of all."""

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
    reception: tuple[str, ...] = field(default=(), metadata=ADDED)
    stated: tuple[str, ...] | None = field(default=None, metadata=ADDED)


RawValues = Mapping[str, object]
"""The values of a row as a format reads it, under this project's names, not yet normalised."""
