"""Refusals about search terms and life events.

Refusal
├── LifeEventNotFound
└── SearchTermNotFound
"""

from common.errors import Refusal


class LifeEventNotFound(Refusal):
    """The search has no life event of this name that could be withdrawn."""

    status, type, title = 404, "life-event-not-found", "There is no such life event"

    def __init__(self, name: str) -> None:
        super().__init__(f"the search has no life event {name!r}", name=name)


class SearchTermNotFound(Refusal):
    """The search has no term of this text, in this context, that could be withdrawn."""

    status, type, title = 404, "search-term-not-found", "There is no such search term"

    def __init__(self, term: str) -> None:
        super().__init__(f"the search has no term {term!r}", term=term)
