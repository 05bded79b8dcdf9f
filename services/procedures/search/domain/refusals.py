"""What is refused about terms of the search.

Refusal
└── SearchTermNotFound
"""

from common.errors import Refusal


class SearchTermNotFound(Refusal):
    """What is to be withdrawn is no term of the search."""

    status, type, title = 404, "search-term-not-found", "There is no such search term"

    def __init__(self, term: str) -> None:
        super().__init__(f"the search knows no term {term!r}", term=term)
