"""Deadlines of publication as officers set them."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from common.calendar.working_days import DayKind, Direction
from common.http.days import Day
from procedures.decisions.domain.instruments import RectificationKind
from procedures.law.domain.references import ItemKind
from procedures.publication_channels.api.examples import DEADLINE
from procedures.publication_channels.domain.deadlines import Anchor, Deadline
from procedures.shared.api.text_fields import Body, Line, SystemCode


class DeadlineIn(Body):
    """A deadline of `days` before or after the day that `anchor` names. It applies to items of one `kind` (of any, if
    it is absent) on one `channel` (to the signing of the Decision itself, if it is absent). `article` names the rule
    that sets it; `valid_from` and `valid_to` are compared with the day of signing.

    With a `rectification` the deadline is that by which a channel is informed of an annulment or a correction, counted
    from the signing of its instrument.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [DEADLINE]})

    article: Line
    anchor: Anchor
    days: Annotated[int, Field(ge=0, le=180)]
    day_kind: DayKind
    direction: Direction
    shortened: bool = False
    kind: ItemKind | None = None
    channel: SystemCode | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    rectification: RectificationKind | None = None

    @model_validator(mode="after")
    def check_rectification(self) -> Self:
        of_decisions = (
            self.channel is None or self.anchor is not Anchor.SIGNED_ON or self.kind is not None or self.shortened
        )
        if self.rectification is not None and of_decisions:
            raise ValueError("a deadline of a rectification names a channel, and is counted from signed_on only")
        return self

    def deadline(self) -> Deadline:
        return Deadline(**dict(self))
