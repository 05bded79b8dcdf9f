"""The kinds of records, each with the attributes that its law or its directive names."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never


class RecordKind(StrEnum):
    DATA_SERVICE = "data_service"
    SHARED_DATABASE = "shared_database"
    WORKING_GROUP = "working_group"
    TASK = "task"
    VIDEO_POINT = "video_point"


class Platform(StrEnum):
    """Over what a data service is connected: the national platform for integration and sharing (NDXP), the national
    one for exchange (VDXP), or that of the province (LGSP)."""

    NDXP = "ndxp"
    VDXP = "vdxp"
    LGSP = "lgsp"


class Progress(StrEnum):
    RUNNING = "running"
    DONE = "done"


class GroupLevel(StrEnum):
    """At which level a working group works. Districts were abolished on 1 July 2025; their groups ended with them."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"


class PointLevel(StrEnum):
    """What a point of the video conferences connects: the centre of the state, the province, a district or a
    commune."""

    CENTRE = "centre"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class DataService:
    """Dịch vụ chia sẻ dữ liệu (NĐ 47/2020, Articles 24 and 25): technical documents, the structure of what is
    exchanged, and the address at which its health is checked."""

    platform: Platform
    provider: str
    documentation: str
    data_structure: str
    health_url: str | None = None


@dataclass(frozen=True, slots=True)
class SharedDatabase:
    """Cơ sở dữ liệu dùng chung (NĐ 47/2020, Article 11, clauses 3 and 4): purpose, how it is collected, and how many
    data items are open, shared by default, and shared on special request."""

    purpose: str
    collection: str
    items_open: int
    items_by_default: int
    items_on_request: int


@dataclass(frozen=True, slots=True)
class WorkingGroup:
    """Tổ công tác: `unit` is where it works; `estimated` marks a number of members that is an estimate (khoảng)."""

    level: GroupLevel
    unit: str
    members: int
    estimated: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a directive (nhiệm vụ): who owns it, until when, how far it is, and what the owner reports."""

    directive: str
    owner: str
    due: date | None
    progress: Progress
    obstacles: str | None = None
    proposals: str | None = None


@dataclass(frozen=True, slots=True)
class VideoPoint:
    """A point of the video conferences (điểm cầu)."""

    level: PointLevel
    unit: str


Attributes = DataService | SharedDatabase | WorkingGroup | Task | VideoPoint


def kind_of(attributes: Attributes) -> RecordKind:
    match attributes:
        case DataService():
            return RecordKind.DATA_SERVICE
        case SharedDatabase():
            return RecordKind.SHARED_DATABASE
        case WorkingGroup():
            return RecordKind.WORKING_GROUP
        case Task():
            return RecordKind.TASK
        case VideoPoint():
            return RecordKind.VIDEO_POINT
        case _:
            assert_never(attributes)


def attributes_class(kind: RecordKind) -> type[Attributes]:
    match kind:
        case RecordKind.DATA_SERVICE:
            return DataService
        case RecordKind.SHARED_DATABASE:
            return SharedDatabase
        case RecordKind.WORKING_GROUP:
            return WorkingGroup
        case RecordKind.TASK:
            return Task
        case RecordKind.VIDEO_POINT:
            return VideoPoint
        case _:
            assert_never(kind)


def parted_by(kind: RecordKind) -> str | None:
    """The attribute by which records of the kind are counted apart, so that parts add up to the total: 61 tasks are 34
    done and 27 running. None where they are counted together only."""
    match kind:
        case RecordKind.DATA_SERVICE:
            return "platform"
        case RecordKind.SHARED_DATABASE:
            return None
        case RecordKind.WORKING_GROUP | RecordKind.VIDEO_POINT:
            return "level"
        case RecordKind.TASK:
            return "progress"
        case _:
            assert_never(kind)


def summed(kind: RecordKind) -> tuple[str, ...]:
    """The attributes that are added up beside the count."""
    match kind:
        case RecordKind.WORKING_GROUP:
            return ("members",)
        case RecordKind.SHARED_DATABASE:
            return ("items_open", "items_by_default", "items_on_request")
        case RecordKind.DATA_SERVICE | RecordKind.TASK | RecordKind.VIDEO_POINT:
            return ()
        case _:
            assert_never(kind)
