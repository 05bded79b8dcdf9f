"""Optimistic concurrency: a caller who changes a resource may name the revision that they have read."""

from collections.abc import Collection

from common.errors import Refusal

ExpectedRevisions = Collection[int] | None
"""The revisions of which the resource must be at one; None where the caller names none, or accepts any."""


class RevisionMismatch(Refusal):
    """Somebody changed the resource since the caller read it."""

    status, type, title = 412, "revision-mismatch", "The resource has changed since you read it"

    def __init__(self, current: int) -> None:
        tag = f'"{current}"'  # the form of `ETag` and `If-Match`
        super().__init__(f"the resource is now at {tag}", current=tag)


def require_revision(expected: ExpectedRevisions, current: int) -> None:
    """Raises `RevisionMismatch` where the caller expects other revisions than the current one."""
    if expected is not None and current not in expected:
        raise RevisionMismatch(current)
