"""What an item publishes (Article 13(2) NĐ 63/2010): a procedure of the ministry on the province's *list*, or the
*content* of a procedure that the province's own legal documents define."""

from dataclasses import dataclass
from enum import StrEnum


class PublishedAs(StrEnum):
    """Danh mục (point a) and nội dung (point b)."""

    LIST = "list"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class MinistryPublication:
    """The ministry's publication of a listed procedure's content: its code in the national record and the number of the
    ministry's Decision, as written there."""

    code: str
    decision_number: str
