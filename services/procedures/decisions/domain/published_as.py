"""What an item publishes (Article 13(2) NĐ 63/2010): a procedure of the ministry's for the province's *list*, or the
*content* of one that
the province's own legal documents define."""

from dataclasses import dataclass
from enum import StrEnum


class PublishedAs(StrEnum):
    """Danh mục (point a) and nội dung (point b)."""

    LIST = "list"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class MinistryPublication:
    """Where the content of a listed procedure is to be read: its code in the national record and the number of the
    ministry's Decision,
    as they are written there."""

    code: str
    decision_number: str
