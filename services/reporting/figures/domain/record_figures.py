"""The figures that count approved records, or add up what they state, on the last day of a period."""

from dataclasses import dataclass

from reporting.figures.domain.figure_definitions import Unit
from reporting.figures.domain.wordings import Wording
from reporting.indicators.domain.indicators import Better
from reporting.records.domain.record_kinds import GroupLevel, Progress, RecordKind

SHARING = "Nghị định 47/2020/NĐ-CP, Điều 24, Điều 25"
CATALOGUE_OF_DATABASES = "Nghị định 47/2020/NĐ-CP, Điều 11"
SCHEME = "Quyết định 06/QĐ-TTg"
ITEMS = Unit("trường dữ liệu", "data items")


@dataclass(frozen=True, slots=True)
class RecordFigure:
    """`attribute` is the number that is added up; None counts the records. `progress` selects tasks, `level`
    working groups."""

    key: str
    kind: RecordKind
    wording: Wording
    unit: Unit
    ground: str
    attribute: str | None = None
    progress: Progress | None = None
    level: GroupLevel | None = None
    better: Better | None = Better.UP

    @property
    def has_level(self) -> bool:
        return self.level is None and self.kind in (RecordKind.WORKING_GROUP, RecordKind.VIDEO_POINT)


RECORD_FIGURES = (
    RecordFigure(
        "data_services",
        RecordKind.DATA_SERVICE,
        Wording(
            "Dịch vụ dữ liệu đang kết nối",
            "Data services connected",
            "bản ghi đã duyệt, có hiệu lực vào ngày cuối kỳ",
            "approved records that are valid on the last day",
        ),
        Unit("dịch vụ", "services"),
        SHARING,
    ),
    RecordFigure(
        "shared_databases",
        RecordKind.SHARED_DATABASE,
        Wording(
            "Cơ sở dữ liệu dùng chung",
            "Shared databases",
            "bản ghi đã duyệt, có hiệu lực vào ngày cuối kỳ",
            "approved records that are valid on the last day",
        ),
        Unit("cơ sở dữ liệu", "databases"),
        CATALOGUE_OF_DATABASES,
    ),
    RecordFigure(
        "shared_items_open",
        RecordKind.SHARED_DATABASE,
        Wording(
            "Trường dữ liệu mở",
            "Open data items",
            "cộng từ các cơ sở dữ liệu dùng chung",
            "added up over the shared databases",
        ),
        ITEMS,
        CATALOGUE_OF_DATABASES,
        attribute="items_open",
    ),
    RecordFigure(
        "shared_items_by_default",
        RecordKind.SHARED_DATABASE,
        Wording(
            "Trường dữ liệu chia sẻ mặc định",
            "Data items shared by default",
            "cộng từ các cơ sở dữ liệu dùng chung",
            "added up over the shared databases",
        ),
        ITEMS,
        CATALOGUE_OF_DATABASES,
        attribute="items_by_default",
    ),
    RecordFigure(
        "shared_items_on_request",
        RecordKind.SHARED_DATABASE,
        Wording(
            "Trường dữ liệu chia sẻ theo yêu cầu đặc thù",
            "Data items shared on request",
            "cộng từ các cơ sở dữ liệu dùng chung",
            "added up over the shared databases",
        ),
        ITEMS,
        CATALOGUE_OF_DATABASES,
        attribute="items_on_request",
        better=None,
    ),
    RecordFigure(
        "working_groups",
        RecordKind.WORKING_GROUP,
        Wording(
            "Tổ công tác",
            "Working groups",
            "bản ghi đã duyệt, có hiệu lực vào ngày cuối kỳ",
            "approved records that are valid on the last day",
        ),
        Unit("tổ", "groups"),
        SCHEME,
    ),
    RecordFigure(
        "district_groups",
        RecordKind.WORKING_GROUP,
        Wording("trong đó cấp huyện", "of these district", "tổ công tác cấp huyện", "working groups of districts"),
        Unit("tổ", "groups"),
        SCHEME,
        level=GroupLevel.DISTRICT,
    ),
    RecordFigure(
        "commune_groups",
        RecordKind.WORKING_GROUP,
        Wording("trong đó cấp xã", "of these commune", "tổ công tác cấp xã", "working groups of communes"),
        Unit("tổ", "groups"),
        SCHEME,
        level=GroupLevel.COMMUNE,
    ),
    RecordFigure(
        "village_groups",
        RecordKind.WORKING_GROUP,
        Wording(
            "trong đó thôn, bản, tổ dân phố", "of these village", "tổ công tác cấp thôn", "working groups of villages"
        ),
        Unit("tổ", "groups"),
        SCHEME,
        level=GroupLevel.VILLAGE,
    ),
    RecordFigure(
        "working_group_members",
        RecordKind.WORKING_GROUP,
        Wording(
            "Thành viên tổ công tác",
            "Members of working groups",
            "cộng số thành viên của các tổ công tác",
            "members added up over the working groups",
        ),
        Unit("thành viên", "members"),
        SCHEME,
        attribute="members",
    ),
    RecordFigure(
        "tasks",
        RecordKind.TASK,
        Wording(
            "Nhiệm vụ được giao",
            "Tasks",
            "bản ghi đã duyệt, có hiệu lực vào ngày cuối kỳ",
            "approved records that are valid on the last day",
        ),
        Unit("nhiệm vụ", "tasks"),
        SCHEME,
        better=None,
    ),
    RecordFigure(
        "tasks_done",
        RecordKind.TASK,
        Wording("trong đó hoàn thành", "of these done", "nhiệm vụ đã hoàn thành", "tasks that are done"),
        Unit("nhiệm vụ", "tasks"),
        SCHEME,
        progress=Progress.DONE,
    ),
    RecordFigure(
        "tasks_running",
        RecordKind.TASK,
        Wording("trong đó đang triển khai", "of these running", "nhiệm vụ đang triển khai", "tasks under way"),
        Unit("nhiệm vụ", "tasks"),
        SCHEME,
        progress=Progress.RUNNING,
        better=None,
    ),
    RecordFigure(
        "video_points",
        RecordKind.VIDEO_POINT,
        Wording(
            "Điểm cầu truyền hình",
            "Points of video conferences",
            "bản ghi đã duyệt, có hiệu lực vào ngày cuối kỳ",
            "approved records that are valid on the last day",
        ),
        Unit("điểm cầu", "points"),
        SCHEME,
    ),
)
