"""The refusals of dossiers that are entered later (nhập hồ sơ cũ).

Refusal
├── BackEntryRefused            409
└── MomentNotPossible           409
"""

from datetime import datetime

from common.errors import Refusal


class BackEntryRefused(Refusal):
    """One act of one dossier is not possible; nothing of the request is entered. `refusal` is the type of the problem
    that the act would have met on its day."""

    status, type, title = 409, "back-entry-refused", "A dossier cannot be entered"

    def __init__(self, entry: int, act: int, refusal: Refusal) -> None:
        super().__init__(
            f"dossier {entry}, act {act}: {refusal}",
            entry=entry,
            act=act,
            refusal=refusal.type,
            refusal_facts=refusal.facts,
        )


class MomentNotPossible(Refusal):
    """Acts are stated in their order, and none of them lies ahead."""

    status, type, title = 409, "moment-not-possible", "The moment is not possible"

    def __init__(self, at: datetime) -> None:
        super().__init__(f"{at.isoformat()} lies ahead, or before the act that comes first", at=at)
