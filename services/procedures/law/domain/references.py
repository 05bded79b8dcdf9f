"""The kinds of items, references to Decisions, and the states of a Decision, as the law names its grounds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class ItemKind(StrEnum):
    """What a Decision does to a procedure (Article 14 NĐ 63/2010): mới ban hành; sửa đổi, bổ sung; thay thế; bãi bỏ.

    `standardise` (chuẩn hóa) puts the text into the national form; the law is the same. `designate` lists the procedure
    for a way of handling, such as by postal service; where that is an online service of a level, the item is a
    `declare_online`. `confirm` publishes it again and changes nothing."""

    INTRODUCE = "introduce"
    AMEND = "amend"
    REPLACE = "replace"
    REPEAL = "repeal"
    DECLARE_ONLINE = "declare_online"
    STANDARDISE = "standardise"
    DESIGNATE = "designate"
    CONFIRM = "confirm"


class OnlineLevel(StrEnum):
    """The levels of online service that a Decision may declare: toàn trình (full) or một phần (partial)."""

    FULL = "full"
    PARTIAL = "partial"


class Status(StrEnum):
    """The states of a Decision; `decisions.domain.approval_workflow` has the transitions."""

    DRAFT = "draft"
    REVIEW = "review"
    SIGNED = "signed"
    PUBLISHED = "published"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class DecisionReference:
    """What other records and events show of a Decision."""

    id: UUID
    number: str
    issuing_body: str
    signed_on: date
    title: str
