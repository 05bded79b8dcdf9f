"""Which procedure, as the law stood on which day, as this system knew it at which moment."""

from typing import Annotated

from fastapi import Path, Query

from common.http.days import Day, Moment

OnDay = Annotated[Day | None, Query(description="the day in force, past or future; today where it is left out")]
KnownOn = Annotated[
    Moment | None,
    Query(
        description="answers as this system knew the law at that moment, also of Decisions entered later; now where it is left out"
    ),
]
TheCode = Annotated[str, Path(examples=["1.001234"])]
