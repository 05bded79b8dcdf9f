"""The hashes of contents, the successors of agencies, and, once, the events about the days of the calendar, the working
hours and the agencies that are on record: from now on followers have them by the stream."""

from pathlib import Path

from alembic import op
from sqlalchemy import Connection, text

from common.contracts.event import Event
from common.contracts.reference_data import AgencyRecorded, CalendarDayRecorded, WorkingHoursRecorded
from common.migrations.emitted_events import emit
from common.migrations.sql_files import execute_files

revision, down_revision = "0002", "0001"

FOLDER = Path(__file__).with_suffix("")
FEATURES = ("registers", "law")

DAYS = text("""
    SELECT DISTINCT ON (day) day, working, note, recorded_at FROM calendar_day ORDER BY day, by_officer DESC, id DESC
""")
HOURS = text("""
    SELECT unit, trim_scale(hours)::text AS hours, valid_from, legal_basis, recorded_at FROM working_hours ORDER BY id
""")
AGENCIES = text("""
    SELECT code, name, valid_from, valid_to, coalesce((
        SELECT max(e.recorded_at) FROM register_entry e WHERE e.register = 'agency' AND e.code = a.code
    ), now()) AS recorded_at
    FROM agency a ORDER BY code
""")


def upgrade() -> None:
    connection = op.get_bind()
    execute_files(connection, FOLDER, FEATURES)
    emit("procedures", 1, recorded(connection))


def recorded(connection: Connection) -> list[Event]:
    """Returns one event for each row that applies."""
    events: list[Event] = [CalendarDayRecorded(**row) for row in connection.execute(DAYS).mappings()]
    events += [WorkingHoursRecorded(**row) for row in connection.execute(HOURS).mappings()]
    events += [AgencyRecorded(**row, successor_codes=()) for row in connection.execute(AGENCIES).mappings()]
    return events
