"""Refusals of an item that states what a list or content item cannot state (Article 13(2) NĐ 63/2010).

Refusal
└── ContentNotAllowedForList, FeeNotDelegated, ContentWithoutProvincialDocument
"""

from collections.abc import Sequence

from common.errors import Refusal


class ContentNotAllowedForList(Refusal):
    """The content of a listed procedure belongs to the ministry; the province states its place, time, agency and
    delegated fee."""

    status, type, title = (
        409,
        "content-not-allowed-for-list",
        "The content of a listed procedure is stated by the ministry",
    )

    def __init__(self, code: str, item: int, parts: Sequence[str]) -> None:
        detail = f"item {item} lists {code} and states what the ministry states: {', '.join(parts)}"
        super().__init__(detail, procedure=code, item=item, parts=list(parts))


class FeeNotDelegated(Refusal):
    """The province states the fee of a listed procedure only where a legal document delegates the fee to it."""

    status, type, title = 409, "fee-not-delegated", "The fee is not delegated"

    def __init__(self, code: str, item: int, fees: Sequence[str]) -> None:
        detail = f"item {item} lists {code} with a fee and names no document that delegates it: {', '.join(fees)}"
        super().__init__(detail, procedure=code, item=item, fees=list(fees))


class ContentWithoutProvincialDocument(Refusal):
    """The province publishes only content that its own legal documents define, and cites the one that does."""

    status, type, title = 409, "content-without-provincial-document", "No legal document of the province is cited"

    def __init__(self, code: str, item: int, cited: str | None) -> None:
        problem = "cites none" if cited is None else f"cites {cited}, which is not marked as provincial"
        super().__init__(
            f"item {item} publishes the content of {code}, so it must cite a provincial legal document; it {problem}",
            procedure=code,
            item=item,
            legal_document_number=cited,
        )
