"""Records and their counts in responses."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self, assert_never

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from reporting.records.domain.record_kinds import (
    Attributes,
    DataService,
    GroupLevel,
    Platform,
    PointLevel,
    Progress,
    RecordKind,
    SharedDatabase,
    Task,
    VideoPoint,
    WorkingGroup,
)
from reporting.records.queries.record_counts import PartCount, RecordCount
from reporting.records.storage.repository import attributes_in
from reporting.shared.domain.approvals import EntryState
from reporting.shared.queries.entry_states import state_of


class DataServiceOut(BaseModel):
    """NĐ 47/2020, Articles 24 and 25."""

    kind: Literal[RecordKind.DATA_SERVICE]
    platform: Platform
    provider: str
    documentation: str
    data_structure: str
    health_url: str | None


class SharedDatabaseOut(BaseModel):
    """NĐ 47/2020, Article 11."""

    kind: Literal[RecordKind.SHARED_DATABASE]
    purpose: str
    collection: str
    items_open: int
    items_by_default: int
    items_on_request: int


class WorkingGroupOut(BaseModel):
    """`estimated` marks a number of members that is an estimate (khoảng)."""

    kind: Literal[RecordKind.WORKING_GROUP]
    level: GroupLevel
    unit: str
    members: int
    estimated: bool


class TaskOut(BaseModel):
    """A task of a directive."""

    kind: Literal[RecordKind.TASK]
    directive: str
    owner: str
    due: date | None
    progress: Progress
    obstacles: str | None
    proposals: str | None


class VideoPointOut(BaseModel):
    """A point of the video conferences."""

    kind: Literal[RecordKind.VIDEO_POINT]
    level: PointLevel
    unit: str


AttributesOut = Annotated[
    DataServiceOut | SharedDatabaseOut | WorkingGroupOut | TaskOut | VideoPointOut, Field(discriminator="kind")
]


def attributes_out(
    attributes: Attributes,
) -> DataServiceOut | SharedDatabaseOut | WorkingGroupOut | TaskOut | VideoPointOut:
    members = asdict(attributes)
    match attributes:
        case DataService():
            return DataServiceOut(kind=RecordKind.DATA_SERVICE, **members)
        case SharedDatabase():
            return SharedDatabaseOut(kind=RecordKind.SHARED_DATABASE, **members)
        case WorkingGroup():
            return WorkingGroupOut(kind=RecordKind.WORKING_GROUP, **members)
        case Task():
            return TaskOut(kind=RecordKind.TASK, **members)
        case VideoPoint():
            return VideoPointOut(kind=RecordKind.VIDEO_POINT, **members)
        case _:
            assert_never(attributes)


class RecordVersionOut(BaseModel):
    """A version of a record. `state` is that of the decision about it, which `ground`, `decided_by` and `decided_at`
    describe."""

    kind: RecordKind
    code: str
    version: int
    name: str
    agency_code: str
    valid_from: date
    valid_to: date | None
    source_document: str | None
    attributes: AttributesOut
    entered_by: str
    entered_at: datetime
    state: EntryState
    ground: str | None
    decided_by: str | None
    decided_at: datetime | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        columns = row._asdict()
        names = [name for name in cls.model_fields if name in columns and name != "attributes"]
        return cls(
            **{name: columns[name] for name in names},
            version=row.number,
            attributes=attributes_out(attributes_in(row)),
            state=state_of(row.outcome),
        )


class RecordOut(BaseModel):
    """A record with its versions, from the first to the last, whose number is the `ETag`."""

    versions: list[RecordVersionOut]

    @classmethod
    def of_rows(cls, rows: Sequence[Row[Any]]) -> Self:
        return cls(versions=[RecordVersionOut.of_row(row) for row in rows])


class RecordVersionsOut(BaseModel):
    items: list[RecordVersionOut]


class RecordPartCountOut(BaseModel):
    """The records that are alike in the attribute by which the kind is parted; `part` is null where there is none."""

    part: str | None
    count: int
    sums: dict[str, int]
    estimated: bool

    @classmethod
    def of(cls, part: PartCount) -> Self:
        return cls(part=part.part, count=part.count, sums=dict(part.sums), estimated=part.estimated)


class RecordCountOut(BaseModel):
    """How many records of a kind there are; the parts add up to `count`, and their sums to `sums`. `estimated` says
    that a number in the sums is an estimate: a count never is."""

    kind: RecordKind
    count: int
    sums: dict[str, int]
    estimated: bool
    parts: list[RecordPartCountOut]

    @classmethod
    def of(cls, counted: RecordCount) -> Self:
        return cls(
            kind=counted.kind,
            count=counted.count,
            sums=counted.sums,
            estimated=counted.estimated,
            parts=[RecordPartCountOut.of(part) for part in counted.parts],
        )


class RecordCountsOut(BaseModel):
    on: date
    known_on: datetime | None
    items: list[RecordCountOut]


class ConnectionCheckOut(BaseModel):
    """The last check of a data service; `since` is the check from which `reachable` has been the same. `status` is that
    of the response, null where there was none."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    checked_at: datetime
    reachable: bool
    status: int | None
    error: str | None
    since: datetime


class ConnectionChecksOut(BaseModel):
    items: list[ConnectionCheckOut]
