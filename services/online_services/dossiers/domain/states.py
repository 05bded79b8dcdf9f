"""The states of a dossier: the codes 1 to 10 of the National Portal (Cổng Dịch vụ công quốc gia), which are what other
systems see, and the stages, which also tell whether a supplement was asked for before reception or after it."""

from enum import IntEnum, StrEnum


class State(IntEnum):
    """Trạng thái hồ sơ."""

    FILED = 1
    RECEIVED = 2
    DECLINED = 3
    IN_PROCESS = 4
    SUPPLEMENT_REQUESTED = 5
    FEE_REQUESTED = 6
    WITHDRAWN = 7
    STOPPED = 8
    FINISHED = 9
    HANDED_OVER = 10


NAMES = {
    State.FILED: "Mới đăng ký",
    State.RECEIVED: "Được tiếp nhận",
    State.DECLINED: "Không được tiếp nhận",
    State.IN_PROCESS: "Đang xử lý",
    State.SUPPLEMENT_REQUESTED: "Yêu cầu bổ sung giấy tờ",
    State.FEE_REQUESTED: "Yêu cầu thực hiện nghĩa vụ tài chính",
    State.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    State.STOPPED: "Dừng xử lý",
    State.FINISHED: "Đã xử lý xong",
    State.HANDED_OVER: "Đã trả kết quả",
}
"""The names of the National Portal."""


class Stage(StrEnum):
    """A state; state 5 is two stages, since its way on depends on where it came from."""

    FILED = "filed"
    RECEIVED = "received"
    DECLINED = "declined"
    IN_PROCESS = "in_process"
    SUPPLEMENT_BEFORE_RECEPTION = "supplement_before_reception"
    SUPPLEMENT = "supplement"
    FEE_REQUESTED = "fee_requested"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    FINISHED = "finished"
    HANDED_OVER = "handed_over"


STATES = {
    Stage.FILED: State.FILED,
    Stage.RECEIVED: State.RECEIVED,
    Stage.DECLINED: State.DECLINED,
    Stage.IN_PROCESS: State.IN_PROCESS,
    Stage.SUPPLEMENT_BEFORE_RECEPTION: State.SUPPLEMENT_REQUESTED,
    Stage.SUPPLEMENT: State.SUPPLEMENT_REQUESTED,
    Stage.FEE_REQUESTED: State.FEE_REQUESTED,
    Stage.WITHDRAWN: State.WITHDRAWN,
    Stage.STOPPED: State.STOPPED,
    Stage.FINISHED: State.FINISHED,
    Stage.HANDED_OVER: State.HANDED_OVER,
}
