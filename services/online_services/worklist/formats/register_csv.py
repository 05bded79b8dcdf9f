"""The register as a table (RFC 4180) for spreadsheets."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from common.calendar.province_days import PROVINCE
from online_services.worklist.domain.register_lines import RegisterLine

CSV = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel decodes the file with the local code page."""
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
    return BYTE_ORDER_MARK + _written([HEADINGS])


def csv_of(lines: Iterable[RegisterLine], now: datetime) -> str:
    """Moments are in the time of the province. No cell is a text that somebody wrote, so none can be a formula."""
    return _written(_cells(line, now) for line in lines)


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


def _written(rows: Iterable[Iterable[object]]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()
