"""Parameters of several routes of the national catalogue."""

from typing import Annotated

from fastapi import Query

Source = Annotated[str, Query(pattern="^[a-z0-9-]{1,60}$", examples=["national-portal"])]
"""The name of a source of snapshots."""
