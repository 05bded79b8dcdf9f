"""Refusals of what is read of figures.

Refusal
├── FigureNotFound
├── FigureNotSplit
├── FigureOfOtherPeriods
└── GroupWithoutDimension
"""

from common.errors import Refusal


class FigureNotFound(Refusal):
    """The catalogue has every key: `GET /v1/figures`."""

    status, type, title = 404, "figure-not-found", "There is no such figure"

    def __init__(self, key: str) -> None:
        super().__init__(f"the catalogue has no figure {key}", figure=key)


class FigureNotSplit(Refusal):
    """A figure is split by the dimensions that the catalogue names for it."""

    status, type, title = 422, "figure-not-split", "The figure is not split by this dimension"

    def __init__(self, key: str, by: str, dimensions: str) -> None:
        super().__init__(
            f"{key} is not split by {by}; it can be split by: {dimensions}", figure=key, by=by, dimensions=dimensions
        )


class FigureOfOtherPeriods(Refusal):
    """An entered value belongs to one period of the kind that its indicator is entered for, and values are never added
    up over periods: some count what there is, others what happened."""

    status, type, title = 422, "figure-of-other-periods", "The figure is entered for another kind of period"

    def __init__(self, key: str, period_kind: str) -> None:
        super().__init__(f"{key} is entered for each {period_kind}", figure=key, period_kind=period_kind)


class GroupWithoutDimension(Refusal):
    """A group is one of those that the figure is split into `by` a dimension."""

    status, type, title = 422, "group-without-dimension", "A group is named without its dimension"

    def __init__(self, group: str) -> None:
        super().__init__(f"state in `by` what {group[:60]} is a group of", group=group[:60])
