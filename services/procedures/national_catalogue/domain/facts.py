"""Parses the values of a row that have a defined form: code, levels, time limits, fees, sheets, and the number of the
ministry's decision. A value of another form is kept as it is with a note, or the row is refused; nothing is guessed."""

import re
from datetime import date

from procedures.law.domain.fee_reading import read_fee
from procedures.law.domain.fees import Fee, FeeForm
from procedures.law.domain.submission_channels import TimeForm
from procedures.law.domain.time_limit_reading import read_time_limit
from procedures.national_catalogue.domain.records import NationalTimeLimit
from procedures.national_catalogue.domain.row_results import Notes, RowRefused
from procedures.national_catalogue.domain.row_rules import Normalisation, Refused
from procedures.shared.domain.procedure_codes import FORM, ProcedureCode
from procedures.shared.domain.written_days import day_in

LEVELS = {
    "Cấp bộ": "ministry",
    "Cấp tỉnh": "province",
    "Cấp huyện": "district",
    "Cấp xã": "commune",
    "Cơ quan khác": "other",
}
ORDER = tuple(LEVELS.values())
CHANNELS = {"trực tiếp": "direct", "trực tuyến": "online", "dịch vụ bưu chính": "post", "": "unstated"}
DONG = ("VND", "VNĐ", "đồng")
SMALLEST_FEE = 1_000
"""In đồng. A smaller fee is probably written in thousands, but the source does not say so."""
MOST_SHEETS = 100
"""A larger number has been run together with a year (`20261`)."""
LONGEST_NAME = 2_000
"""The longest real one has 1,094 characters."""
LONGEST_AGENCY = 500

_code = re.compile(FORM)
_decision = re.compile(r"[0-9]+/QĐ-[A-ZĐ0-9]+(-[A-ZĐ0-9]+)*")


def code_of(text: str | None, notes: Notes) -> ProcedureCode:
    """A suffix is written in capitals and kept, since it names a province's own variant."""
    if text is None:
        raise RowRefused(Refused.CODE_MISSING, "code", "the row has no code")
    code = text.upper()
    if _code.fullmatch(code) is None:
        raise RowRefused(Refused.CODE_MALFORMED, "code", f"{text[:60]!r} is not of the form 1.001234 or 1.001234.H60")
    if code != text:
        notes.add(Normalisation.CODE_SPELLING, "code", f"{text[:60]!r} is written {code}")
    if len(code) > len("1.001234"):
        notes.add(Normalisation.CODE_SUFFIX, "code", f"a variant of {code[:8]}")
    return ProcedureCode(code)


def levels_of(text: str | None, notes: Notes) -> tuple[str, ...]:
    """Parses a comma-separated list in any case; the highest level comes first."""
    if text is None:
        notes.add(Normalisation.LEVEL_ABSENT, "level", "no level is named")
        return ()
    level_by_name = {name.casefold(): level for name, level in LEVELS.items()}
    levels = set()
    for name in filter(None, (part.strip() for part in text.split(","))):
        if (level := level_by_name.get(name.casefold())) is None:
            notes.add(Normalisation.LEVEL_UNKNOWN, "level", f"{name!r} is no level")
            continue
        if level == "district":
            notes.add(Normalisation.LEVEL_ENDED, "level", "the district level ended on 1 July 2025 (Luật 72/2025/QH15)")
        levels.add(level)
    return tuple(level for level in ORDER if level in levels)


def decision_number_of(text: str | None, notes: Notes) -> str | None:
    """Keeps the number as it is: the ministries' catalogue has `9303`, `Demo/QĐ-BCA` and `2267./QĐ-BXD`."""
    if text is None:
        notes.add(Normalisation.DECISION_NUMBER_ABSENT, "decision_number", "the ministry's decision is not named")
    elif _decision.fullmatch(text) is None:
        notes.add(
            Normalisation.DECISION_NUMBER_FORM,
            "decision_number",
            f"{text[:60]!r} is kept, though it is not of the form 123/QĐ-BTP",
        )
    return text


def channel_of(text: str | None) -> str | None:
    """None where the text is no channel; without a text the channel is not stated."""
    return CHANNELS.get("" if text is None else text.casefold())


def time_limit_of(text: str, note: str | None, notes: Notes) -> NationalTimeLimit:
    """Parses the text, or the note where there is no text; what is no time is kept as it is."""
    limit = read_time_limit(text) if text else read_time_limit(note or "")
    if limit.form is TimeForm.WORDS:
        notes.add(Normalisation.TIME_UNREADABLE, "processing_time", f"{(text or note or '')[:60]!r} is kept as a text")
        return NationalTimeLimit(None, None, text, note)
    form = None if limit.form is TimeForm.LENGTH else limit.form
    return NationalTimeLimit(limit.amount, limit.unit, text, note, form, limit.shortest, limit.longest)


def fee_of(text: str, note: str | None, notes: Notes) -> tuple[int | None, Fee | None]:
    """Parses the text, or the note where there is no text: an amount in đồng, else another fee. What is no fee is kept
    as it is."""
    fee = read_fee(text, "") if text else read_fee(note or "")
    if fee.form is FeeForm.WORDS:
        notes.add(Normalisation.FEE_UNREADABLE, "fees", f"{(text or note or '')[:60]!r} is kept as a text")
        return None, None
    is_plain = fee == Fee(fee.name, fee.amount, fee_kind=fee.fee_kind) and fee.amount is not None
    if not is_plain or fee.amount is None:
        return None, fee
    if 0 < fee.amount < SMALLEST_FEE:
        notes.add(Normalisation.FEE_SMALL, "fees", f"{text or note} ₫ is kept, and may be meant in thousands")
    return int(fee.amount), None


def sheets_of(value: object, column: str, notes: Notes) -> int | None:
    if value is None or value == "":
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        notes.add(Normalisation.PART_UNREADABLE, column, f"{value!r} is no number of sheets")
        return None
    if value > MOST_SHEETS:
        notes.add(Normalisation.SHEETS_IMPLAUSIBLE, column, f"{value} sheets are left out")
        return None
    return value


def day_of(text: str | None, column: str, notes: Notes) -> date | None:
    """Parses a day like 2026-12-31 or 31/12/2026; any other text is kept as a note."""
    if text is None:
        return None
    if (day := day_in(text)) is None:
        notes.add(Normalisation.DAY_UNREADABLE, column, f"{text!r} is no day")
    return day
