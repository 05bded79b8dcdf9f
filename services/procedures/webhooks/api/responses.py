"""Subscribers of the events."""

from datetime import datetime

from pydantic import BaseModel


class SubscriberOut(BaseModel):
    """`sequence` is of the last event that it took, `lag` counts those after it. `circuit` is closed (asked as usual),
    open (left alone
    until `probe_at`) or gone (recorded anew it is asked again)."""

    code: str
    name: str
    url: str
    secret_name: str
    active: bool
    sequence: int
    lag: int
    attempts: int
    failures: int
    circuit: str
    probe_at: datetime | None
    next_attempt_at: datetime
    last_attempt_at: datetime | None
    last_status: int | None
    last_error: str | None


class SubscribersOut(BaseModel):
    items: list[SubscriberOut]


class Replayed(BaseModel):
    code: str
    after: int
