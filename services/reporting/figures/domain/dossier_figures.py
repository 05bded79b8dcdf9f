"""The figures about dossiers of a period, in which opening + received = done + open + stopped + withdrawn."""

from collections.abc import Mapping
from enum import StrEnum

from reporting.figures.domain.wordings import Wording


class DossierFigure(StrEnum):
    """Each counts dossiers. Those that were declined (state 3), or withdrawn before reception, are in no balance."""

    OPENING = "dossiers_opening"
    RECEIVED = "dossiers_received"
    RECEIVED_ONLINE = "dossiers_received_online"
    RECEIVED_DIRECT = "dossiers_received_direct"
    RECEIVED_POST = "dossiers_received_post"
    DIGITISED = "dossiers_digitised"
    REUSED = "dossiers_reused"
    PAID_ONLINE = "dossiers_paid_online"
    DONE = "dossiers_done"
    EARLY = "dossiers_early"
    ON_TIME = "dossiers_on_time"
    LATE = "dossiers_late"
    WITHOUT_APPOINTMENT = "dossiers_without_appointment"
    STOPPED = "dossiers_stopped"
    WITHDRAWN = "dossiers_withdrawn"
    OPEN = "dossiers_open"
    DECLINED = "dossiers_declined"
    WITHDRAWN_UNRECEIVED = "dossiers_withdrawn_unreceived"


COMING_IN = (DossierFigure.OPENING, DossierFigure.RECEIVED)
GOING_OUT = (DossierFigure.DONE, DossierFigure.OPEN, DossierFigure.STOPPED, DossierFigure.WITHDRAWN)
PARTS = (
    (
        DossierFigure.RECEIVED,
        (DossierFigure.RECEIVED_ONLINE, DossierFigure.RECEIVED_DIRECT, DossierFigure.RECEIVED_POST),
    ),
    (
        DossierFigure.DONE,
        (DossierFigure.EARLY, DossierFigure.ON_TIME, DossierFigure.LATE, DossierFigure.WITHOUT_APPOINTMENT),
    ),
)
"""Figures with the parts that add up to them."""


def is_balanced(values: Mapping[DossierFigure, int]) -> bool:
    """Whether what was there and came in is what went out and is still there, and every figure the sum of its parts."""
    return sum(values[figure] for figure in COMING_IN) == sum(values[figure] for figure in GOING_OUT) and all(
        values[whole] == sum(values[part] for part in parts) for whole, parts in PARTS
    )


DOSSIER_WORDINGS: Mapping[DossierFigure, Wording] = {
    DossierFigure.OPENING: Wording(
        "Hồ sơ tồn đầu kỳ",
        "Dossiers open at the beginning",
        "tiếp nhận trước kỳ và chưa kết thúc trước kỳ",
        "received before the period, and not ended before it",
    ),
    DossierFigure.RECEIVED: Wording(
        "Hồ sơ tiếp nhận", "Dossiers received", "tiếp nhận trong kỳ", "received in the period"
    ),
    DossierFigure.RECEIVED_ONLINE: Wording(
        "trong đó trực tuyến", "of these online", "nộp trực tuyến, tiếp nhận trong kỳ", "filed online"
    ),
    DossierFigure.RECEIVED_DIRECT: Wording(
        "trong đó trực tiếp", "of these in person", "nộp trực tiếp, tiếp nhận trong kỳ", "filed in person"
    ),
    DossierFigure.RECEIVED_POST: Wording(
        "trong đó bưu chính", "of these by post", "nộp qua bưu chính, tiếp nhận trong kỳ", "filed by post"
    ),
    DossierFigure.DIGITISED: Wording(
        "Hồ sơ số hóa đầy đủ",
        "Dossiers wholly digitised",
        "tiếp nhận trong kỳ, có giấy tờ và mọi giấy tờ đã số hóa",
        "received in the period, with papers that are all digitised",
    ),
    DossierFigure.REUSED: Wording(
        "Hồ sơ tái sử dụng dữ liệu",
        "Dossiers with reused papers",
        "tiếp nhận trong kỳ, có giấy tờ mà Nhà nước đã có",
        "received in the period, with a paper that the State had already",
    ),
    DossierFigure.PAID_ONLINE: Wording(
        "Hồ sơ thanh toán trực tuyến",
        "Dossiers paid online",
        "tiếp nhận trong kỳ, phí hoặc lệ phí đã thanh toán trực tuyến",
        "received in the period, of which a fee was paid online since",
    ),
    DossierFigure.DONE: Wording(
        "Hồ sơ đã giải quyết", "Dossiers with a result", "có kết quả ký trong kỳ", "the result was signed in the period"
    ),
    DossierFigure.EARLY: Wording(
        "trong đó trước hạn", "of these early", "ký trước ngày hẹn", "signed on a day before the appointed one"
    ),
    DossierFigure.ON_TIME: Wording(
        "trong đó đúng hạn",
        "of these on time",
        "ký trong ngày hẹn, chậm nhất vào giờ hẹn nếu có",
        "signed on the appointed day, and by the appointed moment where there is one",
    ),
    DossierFigure.LATE: Wording(
        "trong đó quá hạn", "of these late", "ký sau ngày hẹn hoặc giờ hẹn", "signed after the appointed day or moment"
    ),
    DossierFigure.WITHOUT_APPOINTMENT: Wording(
        "trong đó không hẹn trả kết quả",
        "of these without an appointment",
        "không có ngày hẹn khi ký",
        "no day was appointed when it was signed",
    ),
    DossierFigure.STOPPED: Wording(
        "Hồ sơ dừng xử lý", "Dossiers stopped", "dừng xử lý trong kỳ", "stopped by the agency in the period"
    ),
    DossierFigure.WITHDRAWN: Wording(
        "Hồ sơ rút", "Dossiers withdrawn", "rút trong kỳ, sau khi tiếp nhận", "withdrawn in the period after reception"
    ),
    DossierFigure.OPEN: Wording(
        "Hồ sơ đang giải quyết cuối kỳ",
        "Dossiers open at the end",
        "tiếp nhận đến hết kỳ và chưa kết thúc đến hết kỳ",
        "received by the end of the period, and not ended by then",
    ),
    DossierFigure.DECLINED: Wording(
        "Hồ sơ không được tiếp nhận",
        "Dossiers declined",
        "từ chối tiếp nhận trong kỳ, không tính vào cân đối",
        "not received in the period; in no balance",
    ),
    DossierFigure.WITHDRAWN_UNRECEIVED: Wording(
        "Hồ sơ rút trước khi tiếp nhận",
        "Dossiers withdrawn before reception",
        "rút trong kỳ khi chưa tiếp nhận, không tính vào cân đối",
        "withdrawn in the period before reception; in no balance",
    ),
}
"""The name and definition of each figure, in the report's two languages."""
