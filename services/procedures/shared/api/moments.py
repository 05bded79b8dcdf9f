"""Parameters that select a procedure, the day for which the law is read, and the moment as of which this system knew
it."""

from typing import Annotated

from fastapi import Path, Query

from common.http.days import Day, Moment

OnDay = Annotated[Day | None, Query(description="the day in force, past or future; defaults to today")]
KnownOn = Annotated[
    Moment | None,
    Query(
        description=(
            "the law as this system knew it at that moment, without Decisions that were recorded later; defaults to now"
        )
    ),
]
TheCode = Annotated[str, Path(examples=["1.001234"])]
