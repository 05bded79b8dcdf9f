"""The facts of a row that have a form: code, levels, times, fees, sheets, the ministry's decision number. What has not
the form is kept
raw with a note, or refuses the row; nothing is guessed."""

import re
from decimal import Decimal

from procedures.national_catalogue.domain.records import NationalFee, NationalTime
from procedures.national_catalogue.domain.row_results import Notes, RowRefused
from procedures.national_catalogue.domain.row_rules import Normalisation, Refused
from procedures.shared.domain.procedure_codes import FORM, ProcedureCode

LEVELS = {
    "Cấp bộ": "ministry",
    "Cấp tỉnh": "province",
    "Cấp huyện": "district",
    "Cấp xã": "commune",
    "Cơ quan khác": "other",
}
ORDER = tuple(LEVELS.values())
UNITS = {"ngày làm việc": "working_day", "ngày": "day", "giờ": "hour", "tháng": "month"}
CHANNELS = {"trực tiếp": "direct", "trực tuyến": "online", "dịch vụ bưu chính": "post"}
SMALLEST_FEE = 1_000
"""Đồng. Below it a fee is most likely written in thousands, but nobody says so."""
MOST_SHEETS = 100
"""Above it the number has swallowed the year before it (`20261`)."""
LONGEST_NAME = 2_000
"""The longest real one has 1,094 characters."""
LONGEST_AGENCY = 500

_code = re.compile(FORM)
_time = re.compile(r"([0-9]{1,5}(?:[.,][0-9]{1,2})?) (.+)")
_amount = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,3}(?:\.[0-9]{3}){1,4}")
_decision = re.compile(r"[0-9]+/QĐ-[A-ZĐ0-9]+(-[A-ZĐ0-9]+)*")


def code_of(text: str | None, notes: Notes) -> ProcedureCode:
    """Only the case of a suffix is mended; a suffix itself is kept, as it names a province's own variant."""
    if text is None:
        raise RowRefused(Refused.CODE_MISSING, "code", "the row has no code")
    code = text.upper()
    if _code.fullmatch(code) is None:
        raise RowRefused(Refused.CODE_MALFORMED, "code", f"{text[:60]!r} is not of the form 1.001234 or 1.001234.H60")
    if code != text:
        notes.add(Normalisation.CODE_SPELLING, "code", f"{text[:60]!r} written {code}")
    if len(code) > len("1.001234"):
        notes.add(Normalisation.CODE_SUFFIX, "code", f"a variant of {code[:8]}")
    return ProcedureCode(code)


def levels_of(text: str | None, notes: Notes) -> tuple[str, ...]:
    """Comma-joined, in any case; the highest first."""
    if text is None:
        notes.add(Normalisation.LEVEL_ABSENT, "level", "no level is named")
        return ()
    known = {name.casefold(): level for name, level in LEVELS.items()}
    found = set()
    for name in (part.strip() for part in text.split(",")):
        if (level := known.get(name.casefold())) is None:
            raise RowRefused(Refused.LEVEL_UNKNOWN, "level", f"{name[:60]!r} is no level")
        if name not in LEVELS:
            notes.add(Normalisation.LEVEL_SPELLING, "level", f"{name!r} read as {level}")
        if level == "district":
            notes.add(Normalisation.LEVEL_ENDED, "level", "the district ended on 1 July 2025 (Luật 72/2025/QH15)")
        found.add(level)
    return tuple(level for level in ORDER if level in found)


def decision_number_of(text: str | None, notes: Notes) -> str | None:
    """Raw: `9303`, `Demo/QĐ-BCA` and `2267./QĐ-BXD` are what the ministry's catalogue says."""
    if text is None:
        notes.add(Normalisation.DECISION_NUMBER_ABSENT, "decision_number", "the ministry's decision is not named")
    elif _decision.fullmatch(text) is None:
        notes.add(
            Normalisation.DECISION_NUMBER_FORM,
            "decision_number",
            f"{text[:60]!r} is kept as it is, and is no number of a decision",
        )
    return text


def channel_of(text: str | None, column: str) -> str:
    if text is None or (channel := CHANNELS.get(text.casefold())) is None:
        raise RowRefused(Refused.CHANNEL_UNKNOWN, column, f"{(text or '')[:60]!r} is no channel")
    return channel


def time_of(text: str, notes: Notes) -> NationalTime:
    """A number and one of four units; anything else stays a text."""
    found = _time.fullmatch(text)
    unit = None if found is None else UNITS.get(found[2].casefold())
    if found is None or unit is None or not (amount := Decimal(found[1].replace(",", "."))):
        notes.add(Normalisation.TIME_UNREADABLE, "processing_time", f"{text[:60]!r} is kept as a text")
        return NationalTime(None, None, text)
    return NationalTime(amount, unit, text)


def fee_of(text: str, said: str | None, under: str | None, notes: Notes) -> NationalFee:
    """Thousands are set apart by dots or by commas; whoever mixes them cannot be read."""
    if _amount.fullmatch(text) is None:
        notes.add(Normalisation.FEE_UNREADABLE, "fees", f"{text[:60]!r} is kept as a text")
        return NationalFee(None, text, said, under)
    amount = int(re.sub(r"[.,]", "", text))
    if amount < SMALLEST_FEE:
        notes.add(Normalisation.FEE_SMALL, "fees", f"{text} ₫ is kept, and may be meant in thousands")
    return NationalFee(amount, text, said, under)


def sheets_of(given: object, column: str, notes: Notes) -> int | None:
    if given is None:
        return None
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise RowRefused(Refused.ROW_SHAPE, column, "a number of sheets is a whole number")
    if given > MOST_SHEETS:
        notes.add(Normalisation.SHEETS_IMPLAUSIBLE, column, f"{given} sheets are left out")
        return None
    return given
