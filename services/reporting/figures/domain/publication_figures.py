"""The figures about what channels have shown (công khai): each is a Decision, or an annulment or correction of one, on
one channel."""

from collections.abc import Mapping
from enum import StrEnum

from reporting.figures.domain.wordings import Wording


class PublicationFigure(StrEnum):
    SHOWN = "publications"
    ON_TIME = "publications_on_time"
    LATE = "publications_late"
    WITHOUT_DEADLINE = "publications_without_deadline"


TIMELINESS: Mapping[PublicationFigure, str | None] = {
    PublicationFigure.SHOWN: None,
    PublicationFigure.ON_TIME: "on_time",
    PublicationFigure.LATE: "late",
    PublicationFigure.WITHOUT_DEADLINE: "without_deadline",
}
"""What each counts; None: all. The others add up to it."""

PUBLICATION_WORDINGS: Mapping[PublicationFigure, Wording] = {
    PublicationFigure.SHOWN: Wording(
        "Lượt công khai",
        "Publications on channels",
        "quyết định, hoặc việc hủy bỏ, đính chính quyết định, được một kênh đăng lần đầu trong kỳ; mỗi kênh một lượt",
        "Decisions, and annulments and corrections of them, that a channel showed first in the period, once for each"
        " channel",
    ),
    PublicationFigure.ON_TIME: Wording(
        "trong đó đúng hạn", "of these on time", "đăng chậm nhất vào ngày cuối của hạn", "shown by the last day allowed"
    ),
    PublicationFigure.LATE: Wording(
        "trong đó quá hạn", "of these late", "đăng sau ngày cuối của hạn", "shown after the last day allowed"
    ),
    PublicationFigure.WITHOUT_DEADLINE: Wording(
        "trong đó không có hạn",
        "of these without a deadline",
        "pháp luật và tỉnh không đặt hạn cho kênh",
        "neither the law nor the province sets a deadline for the channel",
    ),
}
