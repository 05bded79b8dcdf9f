"""The register as a table (RFC 4180) for spreadsheets."""

from collections.abc import Iterable
from datetime import datetime

from common.calendar.province_days import PROVINCE
from common.documents.csv_writing import BYTE_ORDER_MARK, csv_of
from online_services.worklist.domain.register_lines import RegisterLine

HEADINGS = (
    "number",
    "procedure_code",
    "version",
    "channel",
    "deciding_agency",
    "state",
    "state_name",
    "filed_at",
    "received_at",
    "due_on",
    "due_at",
    "ended_at",
    "timeliness",
)


def heading() -> str:
    return BYTE_ORDER_MARK + csv_of([HEADINGS])


def register_csv(lines: Iterable[RegisterLine], now: datetime) -> str:
    """Moments are in the time of the province."""
    return csv_of(_cells(line, now) for line in lines)


def _cells(line: RegisterLine, now: datetime) -> tuple[object, ...]:
    return (
        line.number,
        line.procedure_code,
        line.version,
        line.channel,
        line.deciding_agency,
        line.state,
        line.state_name,
        _moment(line.filed_at),
        _moment(line.received_at),
        line.due_on or "",
        _moment(line.due_at),
        _moment(line.ended_at),
        line.timeliness(now) or "",
    )


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(PROVINCE).isoformat(timespec="seconds")
