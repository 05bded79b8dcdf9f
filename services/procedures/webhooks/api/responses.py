"""Subscribers of events."""

from datetime import datetime

from pydantic import BaseModel


class SubscriberOut(BaseModel):
    """`sequence` is that of the last event which the subscriber accepted, `lag` counts the events after it. `circuit`
    is closed (events are pushed), open (nothing is pushed until `probe_at`) or gone (nothing is pushed until the
    subscriber is recorded again)."""

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
