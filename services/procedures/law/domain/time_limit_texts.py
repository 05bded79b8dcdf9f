"""A time limit in Vietnamese, as it is written into annexes, tables and national records, and as
`time_limit_reading.read_time_limit` reads it back."""

from decimal import Decimal
from typing import assert_never

from procedures.law.domain.submission_channels import TimeForm, TimeLimit, TimeUnit

UNITS = {
    TimeUnit.WORKING_DAY: "ngày làm việc",
    TimeUnit.DAY: "ngày",
    TimeUnit.HOUR: "giờ",
    TimeUnit.WORKING_HOUR: "giờ làm việc",
    TimeUnit.MINUTE: "phút",
    TimeUnit.WEEK: "tuần",
    TimeUnit.MONTH: "tháng",
    TimeUnit.YEAR: "năm",
}
UNLIMITED = "không quy định thời hạn"
CONDITION, GROUND = "điều kiện: ", "căn cứ: "


def time_limit_text(limit: TimeLimit) -> str:
    """The limit with its note in brackets, its condition and its ground."""
    note = f" ({limit.note})" if limit.note else ""
    return "; ".join([time_text(limit) + note, *_labelled(limit)])


def time_text(limit: TimeLimit) -> str:
    """The time alone: `5 ngày làm việc`."""
    amount, unit = time_parts(limit)
    return f"{amount} {unit}".rstrip()


def time_parts(limit: TimeLimit) -> tuple[str, str]:
    """The amount and the unit, which the national record keeps apart; a time without a number has no unit."""
    unit = "" if limit.unit is None else UNITS[TimeUnit(limit.unit)]
    match limit.form:
        case TimeForm.LENGTH:
            return decimal_text(limit.amount), unit
        case TimeForm.RANGE:
            return f"{decimal_text(limit.shortest)} - {decimal_text(limit.longest)}", unit
        case TimeForm.SAME_DAY:
            return f"trong {unit or 'ngày'}", ""
        case TimeForm.UNLIMITED:
            return UNLIMITED, ""
        case TimeForm.WORDS:
            return limit.words or "", ""
        case _:
            assert_never(limit.form)


def noted_text(limit: TimeLimit) -> str:
    """The note with the condition and the ground, for records that have no other place for them (`MOTA`)."""
    return "; ".join([*([limit.note] if limit.note else []), *_labelled(limit)])


def _labelled(limit: TimeLimit) -> list[str]:
    parts = ((CONDITION, limit.condition), (GROUND, limit.ground))
    return [f"{label}{text}" for label, text in parts if text]


def decimal_text(number: Decimal | None) -> str:
    """A decimal as Vietnamese texts write it: `2,5`."""
    if number is None:
        return ""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
