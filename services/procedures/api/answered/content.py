"""The content of a procedure: the parts of Article 8(2) NĐ 63/2010."""

from pydantic import BaseModel


class FeeOut(BaseModel):
    name: str
    amount: int
    currency: str


class TimeLimitOut(BaseModel):
    """`unit` is working_day, day, hour or month."""

    amount: int | float
    unit: str
    note: str | None
    fees: list[FeeOut]


class ChannelOut(BaseModel):
    """`channel` is direct, online or post."""

    channel: str
    time_limits: list[TimeLimitOut]


class PaperOut(BaseModel):
    name: str
    originals: int
    copies: int


class ContentOut(BaseModel):
    name: str
    field_code: str
    agency_code: str
    levels: list[str]
    population_fields: list[str]
    steps: list[str]
    channels: list[ChannelOut]
    papers: list[PaperOut]
    results: list[str]
    audience: list[str]
    conditions: str | None
