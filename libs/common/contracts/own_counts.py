"""What a source counts in its own tables, for comparison with what `reporting` has counted from its events. They are
counts: no personal data."""

from pydantic import BaseModel


class OwnCount(BaseModel):
    """`figure` is the key of the figure of `reporting`. `events_since` is how many events after the stated positions
    may have changed the count, at most 1,000: where it is 0, the count is the one at these positions."""

    figure: str
    value: int
    events_since: int


class OwnCounts(BaseModel):
    """`positions` are the last events of the source, in the snapshot in which it has counted."""

    positions: str
    counts: list[OwnCount]
