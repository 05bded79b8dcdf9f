"""Random events of dossiers: filed, received, moved, paid, supplemented, ended, handed over, on few days, agencies and
procedures, so that many fall into one cell. Those of one dossier come in order, between those of the others."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from common.calendar.province_days import day_of
from common.contracts.dossiers import (
    DossierDeclined,
    DossierEvent,
    DossierFeeSettled,
    DossierFiled,
    DossierFinished,
    DossierHandedOver,
    DossierMoved,
    DossierReceived,
    DossierResultReplaced,
    DossierStopped,
    DossierSupplementAccepted,
    DossierWithdrawn,
)
from common.projection.tables import Row
from reporting.read_models.online_services.dossiers import DossierRow

FIRST = datetime(2025, 12, 29, tzinfo=UTC)
HOURS = 24 * 6
AGENCIES = ("H60.01", "H60.02", "H60.02.01")
PROCEDURES = ("1.000001", "1.000002")
ENDS = (DossierFinished, DossierFinished, DossierStopped, DossierWithdrawn)
EARLY_ENDS = (DossierDeclined, DossierWithdrawn)
BETWEEN = (DossierMoved, DossierFeeSettled, DossierSupplementAccepted)
AFTER = (DossierHandedOver, DossierResultReplaced, DossierFeeSettled, DossierMoved)


def random_dossier_events(seed: int, dossiers: int) -> list[DossierEvent]:
    random = Random(seed)
    lives = [list(_life(random, f"{seed}-{number}")) for number in range(dossiers)]
    events = []
    while lives:
        life = random.choice(lives)
        events.append(life.pop(0))
        if not life:
            lives.remove(life)
    return events


@dataclass
class _Life:
    """What all events of a dossier state, and the moment of the last one."""

    random: Random
    moment: datetime
    state: dict[str, Any]

    def event(self, event_type: type[DossierEvent]) -> DossierEvent:
        self.moment += timedelta(hours=self.random.choice([1, 1, 5, 30]))
        facts = self._facts(event_type)
        self.state["revision"] += 1
        return event_type(**self.state, **facts, occurred_at=self.moment)

    def _facts(self, event_type: type[DossierEvent]) -> dict[str, Any]:
        """Changes the state, and returns the members that only this type has."""
        facts: dict[str, Any] = {}
        if event_type is DossierReceived:
            self.state.update(number=f"no-{self.state['dossier_id']}", received_at=self.moment, **self._appointment())
        if event_type is DossierMoved:
            facts = {"former_agency": self.state["deciding_agency"]}
            self.state["deciding_agency"] = self.random.choice(AGENCIES)
        if event_type is DossierFeeSettled:
            facts = {"fee": 1, "amount": 10, "settled_by": self.random.choice(["treasury", "cash"])}
        if event_type is DossierSupplementAccepted:
            self.state.update(papers=2, digitised=self.random.randint(0, 2), reused=self.random.randint(0, 2))
        return facts

    def _appointment(self) -> dict[str, Any]:
        if self.random.random() < 0.2:
            return {}
        due = self.moment + timedelta(hours=self.random.randrange(60))
        return {"due_on": day_of(due), "due_at": self.random.choice([None, due])}


def _life(random: Random, id: str) -> Iterator[DossierEvent]:
    life = _new_life(random, id)
    yield life.event(DossierFiled)
    if random.random() < 0.2:
        yield life.event(random.choice(EARLY_ENDS))
        return
    if random.random() < 0.1:
        return
    yield life.event(DossierReceived)
    for _ in range(random.randrange(3)):
        yield life.event(random.choice(BETWEEN))
    if random.random() < 0.7:
        yield life.event(random.choice(ENDS))
        for _ in range(random.randrange(2)):
            yield life.event(random.choice(AFTER))


def _new_life(random: Random, id: str) -> _Life:
    moment, papers = FIRST + timedelta(hours=random.randrange(HOURS)), random.choice([0, 2])
    state = {
        "dossier_id": id,
        "number": None,
        "procedure_code": random.choice(PROCEDURES),
        "version": 1,
        "channel": random.choice(["online", "direct", "post"]),
        "filed_at_agency": AGENCIES[0],
        "receiving_agency": AGENCIES[0],
        "deciding_agency": random.choice(AGENCIES),
        "state": 1,
        "revision": 0,
        "filed_at": moment,
        "received_at": None,
        "due_on": None,
        "due_at": None,
        "papers": papers,
        "digitised": random.randint(0, papers),
        "reused": random.randint(0, papers),
        "parent_id": "another" if random.random() < 0.1 else None,
    }
    return _Life(random, moment, state)


def counted_row_by_row(rows: Sequence[DossierRow]) -> dict[tuple[Any, ...], Counter[str]]:
    """Of each day, agency, procedure and channel how many dossiers there are of each kind, by the plainest count."""
    cells: dict[tuple[Any, ...], Counter[str]] = {}

    def count(day: Any, row: DossierRow, *names: str) -> None:
        cell = cells.setdefault((day, row.deciding_agency, row.procedure_code, row.channel), Counter())
        cell.update(names)

    for row in rows:
        if row.received_on:
            of_papers = ["digitised"] if row.papers and row.digitised == row.papers else []
            of_papers += ["reused"] if row.reused else []
            count(row.received_on, row, "received", *of_papers, *(["paid_online"] if row.paid_online else []))
        if row.ended_on and row.received_on:
            count(row.ended_on, row, str(row.outcome), *([row.timeliness] if row.timeliness else []))
            count(row.ended_on, row, "closed")
        elif row.ended_on:
            count(row.ended_on, row, "declined" if row.outcome == "declined" else "withdrawn_unreceived")
    return cells


def not_zero(rows: Sequence[Row], names: Sequence[str]) -> dict[tuple[Any, ...], dict[str, int]]:
    """The numbers of cells, without those that are zero; the key is all before them."""
    width = len(names)
    cells = {
        tuple(row[:-width]): {name: number for name, number in zip(names, row[-width:], strict=True) if number}
        for row in rows
    }
    return {key: numbers for key, numbers in cells.items() if numbers}
