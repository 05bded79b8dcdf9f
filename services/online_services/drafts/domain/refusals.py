"""The refusals about drafts.

Refusal
├── DossierDraftNotFound        404
├── DossierDraftIncomplete      409
├── DraftVersionNotInForce      409
└── TooManyDossierDrafts        409
"""

from collections.abc import Sequence

from common.errors import Refusal


class DossierDraftNotFound(Refusal):
    """No draft has the id, it is another person's, or it was untouched for too long: callers do not learn which."""

    status, type, title = 404, "dossier-draft-not-found", "There is no such draft"

    def __init__(self, id: str) -> None:
        super().__init__(f"you have no draft of a dossier with the id {id}", id=id)


class DossierDraftIncomplete(Refusal):
    """What every filing has is missing in the draft. `pointers` are JSON pointers into it."""

    status, type, title = 409, "dossier-draft-incomplete", "The draft is not complete"

    def __init__(self, pointers: Sequence[str]) -> None:
        super().__init__(f"missing: {', '.join(pointers)}", pointers=list(pointers))


class DraftVersionNotInForce(Refusal):
    """A draft is filled in by the version that is in force today, or stays with the one that it has."""

    status, type, title = 409, "draft-version-not-in-force", "The version is not in force today"

    def __init__(self, version: int, current: int | None) -> None:
        super().__init__(f"version {version} is not in force today", version=version, current=current)


class TooManyDossierDrafts(Refusal):
    """One person keeps a limited number of drafts: one is filed or discarded before another is kept."""

    status, type, title = 409, "too-many-dossier-drafts", "You keep as many drafts as you may"

    def __init__(self, most: int) -> None:
        super().__init__(f"you keep {most} drafts; file or discard one first", most=most)
