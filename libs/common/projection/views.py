"""The views that a service declares for analysts and dashboards.

They are in a schema of their own, which only views are in. `migrate` creates them; a rebuild, which replaces the tables
below them, keeps them with their grants (`common.consumer.dependent_views`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

PUBLISHED = "published"
"""The schema of the declared views."""


@dataclass(frozen=True)
class View:
    """`select` names tables with their schema. `columns` has the comment of each column, in the order of `select`.
    `comment` says what one row is."""

    name: str
    comment: str
    columns: Mapping[str, str]
    select: str
