"""Refusals about search terms.

Refusal
└── SearchTermNotFound
"""

from common.errors import Refusal


class SearchTermNotFound(Refusal):
    """The search has no term of this text that could be withdrawn."""

    status, type, title = 404, "search-term-not-found", "There is no such search term"

    def __init__(self, term: str) -> None:
        super().__init__(f"the search has no term {term!r}", term=term)
