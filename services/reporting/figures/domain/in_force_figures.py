"""The figures about procedures in force: opening + introduced + first recorded + restored - repealed - annulled
introductions - merged = closing.

A succession, in which a procedure is replaced by another code, is in none of the parts: it changes no number. Neither
does a new code for the same procedure.
"""

from collections.abc import Mapping
from enum import StrEnum

from reporting.figures.domain.wordings import Wording


class InForceCause(StrEnum):
    """Why a procedure is in force from a day on, or no longer is. `first_recorded` is that of a procedure older than
    this register; `merged` that of one replaced by a procedure that was in force already."""

    INTRODUCED = "introduced"
    FIRST_RECORDED = "first_recorded"
    RESTORED = "restored"
    SUCCESSION = "succession"
    REPEALED = "repealed"
    INTRODUCTION_ANNULLED = "introduction_annulled"
    MERGED = "merged"


class InForceFigure(StrEnum):
    OPENING = "in_force_opening"
    INTRODUCED = "in_force_introduced"
    FIRST_RECORDED = "in_force_first_recorded"
    RESTORED = "in_force_restored"
    REPEALED = "in_force_repealed"
    INTRODUCTION_ANNULLED = "in_force_introduction_annulled"
    MERGED = "in_force_merged"
    IN_FORCE = "in_force"


COMING_INTO_FORCE = (
    (InForceFigure.INTRODUCED, InForceCause.INTRODUCED),
    (InForceFigure.FIRST_RECORDED, InForceCause.FIRST_RECORDED),
    (InForceFigure.RESTORED, InForceCause.RESTORED),
)
GOING_OUT_OF_FORCE = (
    (InForceFigure.REPEALED, InForceCause.REPEALED),
    (InForceFigure.INTRODUCTION_ANNULLED, InForceCause.INTRODUCTION_ANNULLED),
    (InForceFigure.MERGED, InForceCause.MERGED),
)
"""Figures with the causes that they count."""

IN_FORCE_WORDINGS: Mapping[InForceFigure, Wording] = {
    InForceFigure.OPENING: Wording(
        "TTHC có hiệu lực đầu kỳ",
        "Procedures in force at the beginning",
        "có hiệu lực vào ngày trước ngày đầu kỳ",
        "in force on the day before the first one",
    ),
    InForceFigure.INTRODUCED: Wording(
        "TTHC mới có hiệu lực",
        "of these introduced",
        "bắt đầu có hiệu lực trong kỳ theo dòng danh mục ban hành mới",
        "in force from a day of the period on, by an item of kind introduce",
    ),
    InForceFigure.FIRST_RECORDED: Wording(
        "TTHC ghi nhận lần đầu",
        "first recorded",
        "có trước hệ thống; phiên bản đầu tiên được ghi nhận có hiệu lực trong kỳ",
        "older than the register; the first version that is recorded takes effect in the period",
    ),
    InForceFigure.RESTORED: Wording(
        "TTHC có hiệu lực trở lại",
        "restored",
        "có hiệu lực trở lại trong kỳ do việc bãi bỏ, thay thế bị hủy bỏ",
        "in force again in the period, since a repeal or replacement was annulled",
    ),
    InForceFigure.REPEALED: Wording(
        "TTHC hết hiệu lực do bãi bỏ",
        "less those repealed",
        "hết hiệu lực trong kỳ theo dòng danh mục bãi bỏ",
        "no longer in force from a day of the period on, by an item of kind repeal",
    ),
    InForceFigure.INTRODUCTION_ANNULLED: Wording(
        "TTHC hết hiệu lực do hủy bỏ việc ban hành",
        "less those of annulled introductions",
        "hết hiệu lực trong kỳ do dòng danh mục ban hành bị hủy bỏ",
        "no longer in force from a day of the period on, since the item that brought them in was annulled",
    ),
    InForceFigure.MERGED: Wording(
        "TTHC được gộp",
        "less those merged",
        "được thay thế trong kỳ bằng TTHC đã có hiệu lực",
        "replaced in the period by a procedure that was in force already",
    ),
    InForceFigure.IN_FORCE: Wording(
        "TTHC có hiệu lực cuối kỳ",
        "Procedures in force at the end",
        "có hiệu lực vào ngày cuối kỳ, theo các quyết định đã ghi nhận đến nay",
        "in force on the last day, as decided so far",
    ),
}
