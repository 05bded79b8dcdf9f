"""Records as officers enter them: a closed set of kinds, each with attributes of its own."""

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from common.http.days import Day
from reporting.records.api.examples import APPROVAL, RECORDS, TASK, VERSION
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
from reporting.records.domain.records import RecordKey, RecordVersion
from reporting.shared.api.entry_fields import AgencyCode, Body, EntryCode, Line, Prose

MOST_RECORDS = 2_000
COUNT = Field(ge=0, le=1_000_000)


def http_url(value: str) -> str:
    """Refuses what is no address of HTTP, and one with a password in it."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise ValueError("it is an address of HTTP or HTTPS, without a user")
    _ = parts.port  # raises ValueError where it is no number
    return value


HealthUrl = Annotated[
    str, StringConstraints(max_length=2_000, pattern=r'^https?://[^ <>"]+$'), AfterValidator(http_url)
]


class DataServiceIn(Body):
    """NĐ 47/2020, Articles 24 and 25. `health_url` is asked regularly whether the service answers."""

    kind: Literal[RecordKind.DATA_SERVICE]
    platform: Platform
    provider: Line
    documentation: Line
    data_structure: Prose
    health_url: HealthUrl | None = None

    def attributes(self) -> Attributes:
        return DataService(self.platform, self.provider, self.documentation, self.data_structure, self.health_url)


class SharedDatabaseIn(Body):
    """NĐ 47/2020, Article 11. How many data items are open, shared by default, and shared on special request."""

    kind: Literal[RecordKind.SHARED_DATABASE]
    purpose: Prose
    collection: Prose
    items_open: Annotated[int, COUNT]
    items_by_default: Annotated[int, COUNT]
    items_on_request: Annotated[int, COUNT]

    def attributes(self) -> Attributes:
        return SharedDatabase(
            self.purpose, self.collection, self.items_open, self.items_by_default, self.items_on_request
        )


class WorkingGroupIn(Body):
    """`estimated` marks a number of members that is an estimate (khoảng)."""

    kind: Literal[RecordKind.WORKING_GROUP]
    level: GroupLevel
    unit: Line
    members: Annotated[int, Field(ge=1, le=10_000)]
    estimated: bool = False

    def attributes(self) -> Attributes:
        return WorkingGroup(self.level, self.unit, self.members, self.estimated)


class TaskIn(Body):
    """`owner` is the code of the agency that carries the task out."""

    kind: Literal[RecordKind.TASK]
    directive: Line
    owner: AgencyCode
    due: Day | None = None
    progress: Progress
    obstacles: Prose | None = None
    proposals: Prose | None = None

    def attributes(self) -> Attributes:
        return Task(self.directive, self.owner, self.due, self.progress, self.obstacles, self.proposals)


class VideoPointIn(Body):
    """A point of the video conferences."""

    kind: Literal[RecordKind.VIDEO_POINT]
    level: PointLevel
    unit: Line

    def attributes(self) -> Attributes:
        return VideoPoint(self.level, self.unit)


AttributesIn = Annotated[
    DataServiceIn | SharedDatabaseIn | WorkingGroupIn | TaskIn | VideoPointIn, Field(discriminator="kind")
]


class RecordVersionIn(Body):
    """What is stated of the record from `valid_from` on; it ends before `valid_to`."""

    model_config = ConfigDict(json_schema_extra={"examples": [VERSION]})

    name: Line
    valid_from: Day
    valid_to: Day | None = None
    source_document: Line | None = None
    attributes: AttributesIn

    def version(self, code: str, agency: str) -> RecordVersion:
        return RecordVersion(
            code=code,
            name=self.name,
            agency_code=agency,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            source_document=self.source_document,
            attributes=self.attributes.attributes(),
        )


class RecordIn(RecordVersionIn):
    """A record in its first version. The code is unique among the records of its kind."""

    model_config = ConfigDict(json_schema_extra={"examples": [TASK]})

    code: EntryCode


class RecordsIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [RECORDS]})

    records: Annotated[tuple[RecordIn, ...], Field(min_length=1, max_length=MOST_RECORDS)]


class RecordVersionRef(Body):
    """A version that the caller has read: it must still be the last one."""

    kind: RecordKind
    code: EntryCode
    version: Annotated[int, Field(ge=1, le=2_147_483_647)]


class RecordDecisionIn(Body):
    """All versions are approved or sent back, or none. `ground` is the document or the reason."""

    model_config = ConfigDict(json_schema_extra={"examples": [APPROVAL]})

    versions: Annotated[tuple[RecordVersionRef, ...], Field(min_length=1, max_length=MOST_RECORDS)]
    ground: Line

    def numbers(self) -> dict[RecordKey, int]:
        """The number of each version; of a record that is named twice the lower one, which is refused where another is
        the last."""
        numbers: dict[RecordKey, int] = {}
        for version in self.versions:
            key = RecordKey(version.kind, version.code)
            numbers[key] = min(version.version, numbers.get(key, version.version))
        return numbers
