"""Revisions: who changes something may say which revision of it they have read."""

from common.errors import Refusal


class RevisionMismatch(Refusal):
    """Somebody changed the resource since the caller read it."""

    status, type, title = 412, "revision-mismatch", "The resource has changed since you read it"

    def __init__(self, current: int) -> None:
        tag = f'"{current}"'  # as `ETag` has it, and as `If-Match` may name it
        super().__init__(f"the resource is now at {tag}", current=tag)


def require_revision(expected: int | None, current: int) -> None:
    """Raises `RevisionMismatch` where the caller expects a revision and it is not this one."""
    if expected is not None and expected != current:
        raise RevisionMismatch(current)
