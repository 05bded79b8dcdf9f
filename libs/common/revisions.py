"""Optimistic concurrency: a caller who changes a resource may name the revision that they have read."""

from common.errors import Refusal


class RevisionMismatch(Refusal):
    """Somebody changed the resource since the caller read it."""

    status, type, title = 412, "revision-mismatch", "The resource has changed since you read it"

    def __init__(self, current: int) -> None:
        tag = f'"{current}"'  # the form of `ETag` and `If-Match`
        super().__init__(f"the resource is now at {tag}", current=tag)


def require_revision(expected: int | None, current: int) -> None:
    """Raises `RevisionMismatch` where the caller expects another revision than the current one."""
    if expected is not None and expected != current:
        raise RevisionMismatch(current)
