"""Past dossiers of two years that the demo enters: received, supplemented, extended, refused, withdrawn, stopped and
finished at moments that are drawn, the same on every run of one day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from suite.dataset.draws import chance, happens, pick

PROVINCE = timezone(timedelta(hours=7))
DAYS = 730
SATURDAY = 5
WEDNESDAY = 2
MONTHS_OF_EXTENSIONS = (5, 6)
"""The new appointments then lie in July and August, which have no holidays."""
LONGEST_LIMIT = 30
FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Hoàng", "Ma", "Nông", "Lý", "Hà")
GIVEN_NAMES = ("Thị Bình", "Văn An", "Thị Hoa", "Văn Dũng", "Thị Lan", "Quang Minh", "Thị Thu", "Đức Long")
Body = dict[str, Any]


@dataclass(frozen=True)
class FilableProcedure:
    """A procedure whose version has been in force for the two years; `limit` is in working days."""

    code: str
    agency: str
    limit: int
    is_online: bool
    papers: tuple[str, ...]


def past_dossiers(procedures: Sequence[FilableProcedure], count: int, today: date) -> Iterator[Body]:
    """Yields members of `dossiers` in the body of `POST /v1/past-dossiers`."""
    now = datetime.now(UTC)
    for number in range(count):
        procedure = pick(procedures, "dossier", number, "procedure")
        filed_at = _filed_at(number, count, today)
        acts = [act for act in _acts(number, procedure, filed_at) if datetime.fromisoformat(act["at"]) <= now]
        yield {
            "procedure_code": procedure.code,
            "channel": "online" if procedure.is_online and happens(65, "dossier", number, "channel") else "direct",
            "receiving_agency": procedure.agency,
            "deciding_agency": procedure.agency,
            "applicant": applicant(number),
            "papers": [{"name": name, "digitisation": chance(number, name) % 4} for name in procedure.papers],
            "filed_at": filed_at.isoformat(),
            "acts": acts,
        }


def applicant(number: int) -> Body:
    """No real person has such a number: its fourth digit is of a century to come."""
    name = f"{pick(FAMILY_NAMES, number, 'family')} {pick(GIVEN_NAMES, number, 'given')}"
    return {"personal_id": f"0089{number:08}", "full_name": name}


def _filed_at(number: int, count: int, today: date) -> datetime:
    day = today - timedelta(days=DAYS - number * DAYS // count) - timedelta(days=1)
    if day.weekday() >= SATURDAY:
        day -= timedelta(days=2)
    minutes = chance("dossier", number, "minute") % 300
    return datetime.combine(day, time(8), PROVINCE) + timedelta(minutes=minutes)


def _acts(number: int, procedure: FilableProcedure, filed_at: datetime) -> Iterator[Body]:
    received_at = filed_at + timedelta(minutes=20)
    draw = chance("dossier", number, "life") % 100
    if draw < 4:
        yield _act("decline", received_at, reason="Không thuộc thẩm quyền")
        return
    yield _act("receive", received_at)
    working_at = received_at + timedelta(minutes=30)
    if draw < 12:
        yield _act("request_supplement", working_at, reason="Thiếu giấy tờ theo danh mục")
        yield _act("submit_supplement", working_at + timedelta(days=4))
        working_at += timedelta(days=4, minutes=30)
        yield _act("accept", working_at)
    elif draw < 30 and filed_at.month in MONTHS_OF_EXTENSIONS:
        yield _act(
            "extend",
            working_at,
            reason="Xin lỗi vì cần xác minh thêm",
            appointment=_new_appointment(filed_at.date(), procedure.limit).isoformat(),
        )
    elif draw < 33:
        yield _act("withdraw", working_at + timedelta(days=1), reason="Không còn nhu cầu")
        return
    elif draw < 36:
        yield _act("stop", working_at + timedelta(days=2), reason="Không đủ điều kiện giải quyết")
        return
    else:
        yield _act("begin", working_at)
    finished_at = working_at + _time_taken(number, procedure.limit)
    yield _act("finish", finished_at)
    yield _act("deliver", finished_at + timedelta(hours=20))


def _time_taken(number: int, limit: int) -> timedelta:
    """Nine of ten are finished within the limit."""
    if happens(10, "dossier", number, "late"):
        return timedelta(days=2 * limit + 7)
    return timedelta(hours=2 + chance("dossier", number, "hours") % (24 * limit))


def _new_appointment(day: date, limit: int) -> date:
    """A Wednesday in July or August, after every limit."""
    later = max(day + timedelta(days=2 * limit + 7), date(day.year, 7, 1))
    return later + timedelta(days=(WEDNESDAY - later.weekday()) % 7)


def _act(action: str, at: datetime, **more: str) -> Body:
    return {"action": action, "at": at.isoformat(), **more}
