"""How the law names what made it: kinds of items, references to Decisions, and the states of a Decision."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class ItemKind(StrEnum):
    """What a Decision does to a procedure (Article 14 NĐ 63/2010): mới ban hành; sửa đổi, bổ sung; thay thế; bãi bỏ;
    and
    `declare_online`, the list of procedures fit for an online service."""

    INTRODUCE = "introduce"
    AMEND = "amend"
    REPLACE = "replace"
    REPEAL = "repeal"
    DECLARE_ONLINE = "declare_online"


class OnlineLevel(StrEnum):
    """At which level a Decision may declare a procedure online: toàn trình (full) or một phần (partial)."""

    FULL = "full"
    PARTIAL = "partial"


class Status(StrEnum):
    """The states of its road: `decisions.domain.approval_workflow`."""

    DRAFT = "draft"
    REVIEW = "review"
    SIGNED = "signed"
    PUBLISHED = "published"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class DecisionReference:
    """How others name a Decision."""

    id: UUID
    number: str
    issuing_body: str
    signed_on: date
    title: str
