"""Random rows of the read models and of what agencies entered, written in the transaction of the caller."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.contracts.parts import ItemKind, Level, OnlineLevel
from reporting import tables
from reporting.read_models.online_services.dossier_additions import NUMBERS, cell_change
from reporting.read_models.online_services.dossiers import DossierRow
from reporting.records.domain.record_kinds import GroupLevel, Progress, RecordKind
from reporting.shared.domain.periods import parse_period
from reporting.tables import former_dossier

AGENCIES = ("H60.01", "H60.02", "H60.03")
FIELDS = ("G15-TP110", "G03-GD10")
CHANNELS = ("national_database", "provincial_portal", "office_posting")
TOPICS = ("household_book", "essential_services", "online_declaration", "opening_catalogue")
OUTCOMES = ("matched", "not_matched", "procedure-not-in-force")
FIRST, DAYS = date(2025, 11, 1), 420
APPROVED_AT = datetime(2026, 1, 1, tzinfo=UTC)
INDICATORS = {
    "sites": ("count", "agency"),
    "coverage": ("share", "none"),
    "budget": ("amount", "commune"),
    "districts": ("count", "none"),
}
"""The kind and the dimension of each indicator, which is entered for quarters."""


@dataclass
class RandomRows:
    """The rows of each table, in the order in which they are written."""

    random: Random
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    moments: Random = field(default_factory=lambda: Random(8))

    def add(self, table: str, **columns: Any) -> None:
        self.rows.setdefault(table, []).append(columns)

    def day(self) -> date:
        return FIRST + timedelta(days=self.random.randrange(DAYS))

    def moment(self) -> datetime:
        return APPROVED_AT + timedelta(days=self.random.randrange(300))

    def recorded(self) -> datetime:
        return APPROVED_AT + timedelta(days=self.moments.randrange(300))

    async def write(self, connection: AsyncConnection) -> None:
        for name, rows in self.rows.items():
            await connection.execute(insert(table_of(name)), rows)


def table_of(name: str) -> Table:
    return next(table for table in tables.metadata.tables.values() if table.name == name)


def random_rows(random: Random, count: int) -> RandomRows:
    """`count` Decisions, services and dossiers, and as many entries."""
    made = RandomRows(random)
    for number in range(count):
        _decision(made, number)
        _publications(made, number)
        _service(made, number)
        _dossier(made, number)
        _lookups(made, number)
        _record(made, number)
    _values(made)
    _lookup_days(made)
    _dossier_days(made)
    return made


def _decision(made: RandomRows, number: int) -> None:
    random, id = made.random, f"decision-{number:03}"
    agency = random.choice(AGENCIES)
    signed = made.day()
    made.add(
        "decision",
        decision_id=id,
        number=f"{number}/QĐ-UBND",
        issuing_body="H60",
        title=f"Quyết định {number}",
        signed_on=signed,
        published_on=signed,
        agency_code=agency,
        agency_name="Sở",
        back_entered=False,
        late=random.random() < 0.3,
        recorded_at=made.recorded(),
    )
    for topic in random.sample(TOPICS, random.choice([0, 0, 1, 2])):
        made.add("decision_topic", decision_id=id, topic=topic)
    for item in range(1, random.randrange(5)):
        made.add(
            "decision_item",
            decision_id=id,
            item_number=item,
            kind=random.choice(list(ItemKind)).value,
            procedure_code=f"1.{random.randrange(20):06}",
            successor_code=random.choice([None, None, f"1.{random.randrange(20):06}"]),
            name="Thủ tục",
            agency_code=agency,
            agency_name="Sở",
            field_code=random.choice(FIELDS),
            level=random.choice(list(Level)).value,
            effective_on=signed,
            predecessor_unrecorded=random.random() < 0.2,
        )
        if random.random() < 0.2:
            made.add(
                "annulled_item",
                decision_id=id,
                item_number=item,
                effective_from=signed,
                instrument_id="a",
                recorded_at=made.recorded(),
            )
        for instrument in random.choice([(), (), ("b",), ("b", "c")]):
            made.add(
                "corrected_item",
                decision_id=id,
                item_number=item,
                instrument_id=instrument,
                recorded_at=made.recorded(),
            )
    for process in range(random.randrange(3)):
        made.add(
            "approved_process",
            decision_id=id,
            process_code=f"QT.{process}",
            procedure_code="1.000001",
            name="Quy trình",
            inter_agency=random.random() < 0.5,
            agency_code=agency,
        )
    if random.random() < 0.2:
        made.add(
            "annulled_decision",
            decision_id=id,
            effective_from=signed,
            instrument_id="a",
            recorded_at=made.recorded(),
        )


def add_periods(made: RandomRows, count: int) -> None:
    """The periods of `count` procedures, as they are known now and as each of two Decisions had left them: no item
    explains them."""
    random = made.moments
    for number in range(count):
        of_procedure = {
            "procedure_code": f"1.{number:06}",
            "agency_code": random.choice(AGENCIES),
            "field_code": random.choice(FIELDS),
        }
        for act in (None, number, (number + 1) % count):
            start, length = FIRST + timedelta(days=random.randrange(DAYS)), random.choice([None, *range(1, 200)])
            period = {
                "effective_from": start,
                "effective_to": None if length is None else start + timedelta(days=length),
                "name": "Thủ tục",
                "level": random.choice(list(Level)).value,
                "decision_number": f"{number}/QĐ-UBND",
            }
            if act is None:
                known_now = {"version": 1, "agency_name": "Sở", "decision_id": "decision-000"}
                made.add("procedure_period", **of_procedure, **period, **known_now)
            else:
                stated = {"decision_id": f"decision-{act:03}", "instrument_id": "", "place": 1}
                made.add("stated_period", **of_procedure, **period, **stated)


def add_stated_levels(made: RandomRows, count: int) -> None:
    """What was stated earlier of `count` online services."""
    random = made.moments
    for number in range(count):
        for recorded_at in {made.recorded() for _ in range(random.randrange(3))}:
            is_offered = random.random() < 0.8
            made.add(
                "stated_level",
                service_id=f"service-{number:03}",
                recorded_at=recorded_at,
                place=int(is_offered),
                effective_from=made.day() if is_offered else None,
                effective_to=None,
                level=random.choice(list(OnlineLevel)).value if is_offered else None,
                procedure_code=f"1.{number:06}",
                agency_code=random.choice(AGENCIES),
                agency_name="Sở",
                administrative_level=random.choice(list(Level)).value,
            )


def _publications(made: RandomRows, number: int) -> None:
    random = Random(number)  # apart, so that all other rows stay as they are
    for channel in random.sample(CHANNELS, random.randrange(len(CHANNELS) + 1)):
        shown = FIRST + timedelta(days=random.randrange(DAYS))
        due = random.choice([None, shown - timedelta(days=1), shown, shown + timedelta(days=3)])
        made.add(
            "publication",
            decision_id=f"decision-{number:03}",
            instrument_id=random.choice(["", "a"]),
            channel=channel,
            agency_code=random.choice(AGENCIES),
            shown_on=shown,
            due_on=due,
            timeliness="without_deadline" if due is None else "on_time" if shown <= due else "late",
            how="confirmed",
            recorded_at=APPROVED_AT + timedelta(days=random.randrange(300)),
        )


def add_former_dossiers(made: RandomRows, count: int) -> None:
    """How each of `count` dossiers was counted until some days: as another one is now, or not at all."""
    random, rows = made.moments, list(made.rows["dossier"])
    columns = {*former_dossier.c.keys()} - {"recorded_on"}
    for row in rows[:count]:
        for recorded_on in {made.recorded().date() for _ in range(random.randrange(3))}:
            counted = {name: value for name, value in random.choice(rows).items() if name in columns}
            made.add("former_dossier", **counted | {"dossier_id": row["dossier_id"]}, recorded_on=recorded_on)


def _service(made: RandomRows, number: int) -> None:
    random, start, agency = made.random, made.day(), made.random.choice(AGENCIES)
    level = random.choice(list(Level)).value
    ends = sorted(start + timedelta(days=random.randrange(1, 300)) for _ in range(random.randrange(3)))
    for first, last in zip([start, *ends], [*ends, random.choice([None, None, made.day()])], strict=True):
        if last is None or first < last:
            made.add(
                "online_level",
                service_id=f"service-{number:03}",
                effective_from=first,
                effective_to=last,
                level=random.choice(list(OnlineLevel)).value,
                procedure_code=f"1.{number:06}",
                agency_code=agency,
                agency_name="Sở",
                administrative_level=level,
                under_review=False,
            )
        if last is None or first >= last:
            break


def _dossier(made: RandomRows, number: int) -> None:
    random, filed = made.random, made.day()
    received = filed + timedelta(days=random.randrange(3)) if random.random() < 0.8 else None
    outcome = random.choice([None, "done", "done", "stopped", "withdrawn"] if received else [None, "declined"])
    papers = random.randrange(4)
    made.add(
        "dossier",
        dossier_id=f"dossier-{number:03}",
        number=f"H60.01-{number:03}" if received else None,
        procedure_code="1.000001",
        receiving_agency=random.choice(AGENCIES),
        deciding_agency=random.choice(AGENCIES),
        channel=random.choice(["online", "direct", "post"]),
        state=2,
        filed_on=filed,
        received_on=received,
        due_on=None,
        ended_on=(received or filed) + timedelta(days=random.randrange(60)) if outcome else None,
        outcome=outcome,
        timeliness=random.choice(["early", "on_time", "late", "without_appointment"]) if outcome == "done" else None,
        papers=papers,
        digitised=random.randint(0, papers),
        reused=random.randint(0, papers),
        paid_online=random.random() < 0.3,
    )


def _lookups(made: RandomRows, number: int) -> None:
    """The day and the procedure keep the cells apart."""
    random, day = made.random, made.day()
    cell = {"day": day, "agency_code": random.choice(AGENCIES), "recorded_on": day, "lookups": random.randint(1, 90)}
    made.add("lookup_count", procedure_code=f"1.{number:06}", outcome=random.choice(OUTCOMES), **cell)
    made.add("lookup_field_count", field=f"field-{number % 20}-{number // 20}", **cell)


def _lookup_days(made: RandomRows) -> None:
    """The sums of the cells, as the projection adds them up."""
    days = Counter[tuple[date, str]]()
    for cell in made.rows["lookup_count"]:
        days[cell["day"], cell["outcome"]] += cell["lookups"]
    for (day, outcome), lookups in days.items():
        made.add("lookup_day_count", day=day, outcome=outcome, recorded_on=day, lookups=lookups)


def _dossier_days(made: RandomRows) -> None:
    """The roll-ups of the dossiers, as the projection adds them up."""
    days: dict[tuple[date, str], Counter[str]] = {}
    for row in made.rows["dossier"]:
        for day, _, _, channel, *numbers in cell_change(None, DossierRow(**row)).added_rows:
            days.setdefault((day, channel), Counter()).update(dict(zip(NUMBERS, numbers, strict=True)))
    for (day, channel), sums in days.items():
        made.add("dossier_day_count", day=day, channel=channel, **sums)


def _attributes(random: Random, kind: RecordKind) -> dict[str, Any]:
    match kind:
        case RecordKind.WORKING_GROUP:
            level = random.choice(list(GroupLevel)).value
            return {"level": level, "members": random.randint(1, 40), "estimated": random.random() < 0.5}
        case RecordKind.TASK:
            return {"progress": random.choice(list(Progress)).value, "owner": random.choice(AGENCIES)}
        case RecordKind.SHARED_DATABASE:
            names = ("items_open", "items_by_default", "items_on_request")
            return {name: random.randrange(9) for name in names}
        case RecordKind.VIDEO_POINT:
            return {"level": "commune"}
        case RecordKind.DATA_SERVICE:
            return {"platform": "ndxp"}


def _record(made: RandomRows, place: int) -> None:
    random, kind, start = made.random, made.random.choice(list(RecordKind)), made.day()
    for number in range(1, random.randint(2, 3)):
        code = f"random-{place:03}"
        made.add(
            "record_version",
            kind=kind.value,
            code=code,
            number=number,
            name="Bản ghi",
            agency_code=random.choice(AGENCIES),
            valid_from=start,
            valid_to=random.choice([None, start + timedelta(days=random.randrange(1, 300))]),
            source_document=random.choice([None, "Báo cáo 10/BC"]),
            attributes=_attributes(random, kind),
            entered_by="officer-1",
            entered_at=APPROVED_AT,
        )
        start += timedelta(days=random.randrange(60))
        if (outcome := random.choice(["approved", "approved", "sent_back", None])) is not None:
            made.add(
                "record_approval",
                kind=kind.value,
                code=code,
                number=number,
                outcome=outcome,
                ground="Tờ trình",
                decided_by="officer-2",
                decided_at=made.moment(),
            )


def _values(made: RandomRows) -> None:
    for code, (kind, dimension) in INDICATORS.items():
        made.add(
            "indicator",
            code=code,
            revision=1,
            name_vi=code,
            name_en=code,
            unit_vi="cái",
            unit_en="units",
            kind=kind,
            decimals=0 if kind == "count" else 1,
            period_kind="quarter",
            dimension=dimension,
            better="up",
            ground="Quyết định 06/QĐ-TTg",
            valid_from=date(2020, 1, 1),
            valid_to=None,
            agencies=list(AGENCIES),
            defined_by="officer-1",
            defined_at=APPROVED_AT,
        )
        for quarter in range(1, 5):
            for place in _places(dimension):
                _chain(made, code, kind, place, quarter)


def _places(dimension: str) -> Sequence[str]:
    return {"none": [""], "agency": AGENCIES, "commune": ["00691", "00694"]}[dimension]


def _chain(made: RandomRows, code: str, kind: str, place: str, quarter: int) -> None:
    random, before, period = made.random, None, parse_period(f"2026-Q{quarter}")
    for number in range(1, random.randint(1, 4)):
        id = UUID(int=random.getrandbits(128))
        numerator = random.randrange(100)
        made.add(
            "indicator_value",
            id=id,
            indicator_code=code,
            indicator_revision=1,
            place=place,
            period=str(period),
            first_day=period.first,
            last_day=period.last,
            number=number,
            numerator=Decimal(numerator),
            denominator=Decimal(numerator + random.randrange(50)) if kind == "share" else None,
            estimated=random.random() < 0.3,
            source_document="Báo cáo 10/BC",
            note=None,
            agency_code="H60.01",
            replaces=before,
            entered_by="officer-1",
            entered_at=APPROVED_AT,
        )
        before = id
        if (outcome := random.choice(["approved", "approved", "sent_back", None])) is not None:
            made.add(
                "value_approval",
                value_id=id,
                outcome=outcome,
                ground="Tờ trình",
                decided_by="officer-2",
                decided_at=made.moment(),
            )
