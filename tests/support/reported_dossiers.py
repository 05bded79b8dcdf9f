"""Lives of dossiers as events, and a naive count of them, for the tests of the report."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from common.contracts.dossiers import (
    DossierDeclined,
    DossierEvent,
    DossierFiled,
    DossierFinished,
    DossierHandedOver,
    DossierReceived,
    DossierStopped,
    DossierWithdrawn,
)

ENDS: dict[str, tuple[type[DossierEvent], int]] = {
    "declined": (DossierDeclined, 3),
    "withdrawn": (DossierWithdrawn, 7),
    "stopped": (DossierStopped, 8),
    "done": (DossierFinished, 9),
}
OUTCOMES_RECEIVED = [None, "done", "done", "stopped", "withdrawn"]
OUTCOMES_UNRECEIVED = [None, "declined", "withdrawn"]
MORNING = timedelta(hours=2)  # 09:00 in the province


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + MORNING


@dataclass(frozen=True)
class Life:
    """What happens to a dossier, in days of the province; a moment is 09:00."""

    id: str
    filed: date
    received: date | None = None
    ended: date | None = None
    outcome: str | None = None
    due: date | None = None
    channel: str = "online"
    agency: str = "H60.17.01"
    procedure: str = "1.000101"
    papers: tuple[int, int, int] = (2, 2, 1)
    delivered: bool = False

    def events(self) -> list[DossierEvent]:
        events = [self._event(DossierFiled, self.filed, 1)]
        if self.received is not None:
            events.append(self._event(DossierReceived, self.received, 2))
        if self.ended is not None and self.outcome is not None:
            event_type, state = ENDS[self.outcome]
            events.append(self._event(event_type, self.ended, state))
            if self.delivered:
                events.append(self._event(DossierHandedOver, self.ended + timedelta(days=40), 10))
        return events

    def _event(self, event_type: type[DossierEvent], day: date, state: int) -> DossierEvent:
        is_received = self.received is not None and day >= self.received and event_type is not DossierFiled
        papers, digitised, reused = self.papers
        return event_type(
            dossier_id=self.id,
            number=f"{self.agency}-{self.id}" if is_received else None,
            procedure_code=self.procedure,
            version=1,
            channel=self.channel,
            filed_at_agency=self.agency,
            receiving_agency=self.agency,
            deciding_agency=self.agency,
            state=state,
            revision=1,
            occurred_at=at(day),
            filed_at=at(self.filed),
            received_at=at(self.received) if is_received and self.received is not None else None,
            due_on=self.due if is_received else None,
            due_at=None,
            papers=papers,
            digitised=digitised,
            reused=reused,
        )


def random_lives(random: Random, count: int, first: date, days: int) -> list[Life]:
    """Any mixture of outcomes; what is declined was never received, and nothing ends before it was received."""
    lives = []
    for number in range(count):
        filed = first + timedelta(days=random.randrange(days))
        received = filed + timedelta(days=random.randrange(3)) if random.random() < 0.8 else None
        outcome = random.choice(OUTCOMES_RECEIVED if received else OUTCOMES_UNRECEIVED)
        ended = (received or filed) + timedelta(days=random.randrange(30)) if outcome else None
        due = received + timedelta(days=random.randrange(20)) if received and random.random() < 0.9 else None
        lives.append(
            Life(
                id=f"{number:05}",
                filed=filed,
                received=received,
                ended=ended,
                outcome=outcome,
                due=due,
                channel=random.choice(["online", "direct", "post"]),
                agency=random.choice(["H60.17.01", "H60.17.02", "H60.01"]),
                procedure=random.choice(["1.000101", "1.000102"]),
                papers=random.choice([(0, 0, 0), (2, 1, 0), (2, 2, 0), (3, 3, 2)]),
                delivered=random.random() < 0.5,
            )
        )
    return lives


def counted(lives: Sequence[Life], first: date, last: date) -> dict[str, int]:
    """Goes through the days of each dossier one after the other, and shares no code with the report."""
    found: Counter[str] = Counter()
    for life in lives:
        days = {first + timedelta(days=number) for number in range((last - first).days + 1)}
        ended_in = life.ended is not None and life.ended in days
        if life.received is None:
            found["declined"] += ended_in and life.outcome == "declined"
            found["withdrawn_unreceived"] += ended_in and life.outcome == "withdrawn"
            continue
        before = life.received < first
        over_before = life.ended is not None and life.ended < first
        found["opening"] += before and not over_before
        if life.received in days:
            papers, digitised, reused = life.papers
            found["received"] += 1
            found[f"received_{life.channel}"] += 1
            found["digitised"] += papers > 0 and papers == digitised
            found["reused"] += reused > 0
        if ended_in:
            found[str(life.outcome)] += 1
            if life.outcome == "done":
                found[_timeliness(life)] += 1
        found["open"] += life.received <= last and (life.ended is None or life.ended > last)
    return {f"dossiers_{name}": count for name, count in found.items()}


def _timeliness(life: Life) -> str:
    if life.due is None or life.ended is None:
        return "without_appointment"
    return "early" if life.ended < life.due else "on_time" if life.ended == life.due else "late"
