"""A line of the register (sổ theo dõi hồ sơ). It names no applicant: who reads a dossier is recorded, and who reads the
register is not."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from online_services.clock.domain.appointments import Appointment, Timeliness
from online_services.dossiers.domain.dossier import judged
from online_services.dossiers.domain.states import NAMES, STATES, Stage


@dataclass(frozen=True, slots=True)
class RegisterLine:
    id: UUID
    parent_id: UUID | None
    number: str
    procedure_code: str
    version: int
    channel: str
    deciding_agency: str
    stage: Stage
    filed_at: datetime
    received_at: datetime
    due_on: date | None
    due_at: datetime | None
    paused_from: datetime | None
    ended_at: datetime | None

    @property
    def state(self) -> int:
        return int(STATES[self.stage])

    @property
    def state_name(self) -> str:
        return NAMES[STATES[self.stage]]

    def timeliness(self, now: datetime) -> Timeliness | None:
        """As of the dossier itself."""
        appointed = None if self.due_on is None else Appointment(self.due_on, self.due_at)
        return judged(appointed, self.paused_from, self.ended_at, now)
