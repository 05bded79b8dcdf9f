"""Thành phần hồ sơ: the papers of a dossier, and what the citizen need not bring because the State has it (once-only:
NQ 66.7/2025)."""

from dataclasses import dataclass

POPULATION = "population"
"""Cơ sở dữ liệu quốc gia về dân cư, among the databases that may replace a paper."""


@dataclass(frozen=True, slots=True)
class Form:
    """Mẫu đơn, mẫu tờ khai."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Data:
    """The fields of a database that say what the paper would say. `fallback`: what is done where they cannot be had or
    are wrong;
    None: the paper itself is asked for."""

    database: str
    fields: tuple[str, ...]
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """`MA_KQ_THAYTHE`: the result of another procedure, by the code of the result or of the procedure."""

    code: str | None = None
    procedure_code: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """Giấy tờ, with how many originals and copies of it, the form that it is written on, and what may replace it."""

    code: str | None
    name: str
    originals: int = 1
    copies: int = 0
    form: Form | None = None
    replaced_by_data: Data | None = None
    replaced_by_result: EarlierResult | None = None


@dataclass(frozen=True, slots=True)
class PapersOfCase:
    """`case` None: in all cases."""

    case: str | None
    papers: tuple[Paper, ...]
