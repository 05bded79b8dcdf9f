"""Thành phần hồ sơ: the papers of a dossier, and the data that replace papers because the State has them already
(once-only principle: NQ 66.7/2025)."""

from dataclasses import dataclass

POPULATION = "population"
"""The name of the national population database (Cơ sở dữ liệu quốc gia về dân cư) among those that may replace a
paper."""


@dataclass(frozen=True, slots=True)
class Form:
    """Mẫu đơn, mẫu tờ khai."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Data:
    """The fields of a database that replace the paper. `fallback` says what is done if they are unavailable or wrong;
    None: the citizen brings the paper."""

    database: str
    fields: tuple[str, ...]
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """`MA_KQ_THAYTHE`: the result of another procedure replaces the paper; named by the code of the result or of the
    procedure."""

    code: str | None = None
    procedure_code: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """Giấy tờ, with the number of originals and copies, its form, and what may replace it. A number is None where it is
    not stated, which is not 0."""

    code: str | None
    name: str
    originals: int | None = 1
    copies: int | None = 0
    form: Form | None = None
    replaced_by_data: Data | None = None
    replaced_by_result: EarlierResult | None = None


@dataclass(frozen=True, slots=True)
class PapersOfCase:
    """`case` None means all cases."""

    case: str | None
    papers: tuple[Paper, ...]
