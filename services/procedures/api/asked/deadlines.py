"""Deadlines of publication as an officer sets them."""

from typing import Annotated

from pydantic import ConfigDict, Field

from common.contracts.parts import ItemKind as Kind
from procedures.api.asked.examples import DEADLINE
from procedures.api.asked.publication_channels import ChannelCode
from procedures.api.asked.texts import Body, Day, Line
from procedures.domain.deadlines import Anchor, Deadline
from procedures.domain.items import ItemKind
from procedures.domain.working_days import DayKind, Direction


class DeadlineIn(Body):
    """So many `days` before or after the day that `anchor` names, for items of a `kind` (any, where it is left out) on a `channel` (the
    Decision itself, where it is left out). `article` names what sets it, and `valid_from` and `valid_to` are of the signing day."""

    model_config = ConfigDict(json_schema_extra={"examples": [DEADLINE]})

    article: Line
    anchor: Anchor
    number: Annotated[int, Field(ge=0, le=180)]
    days: DayKind
    direction: Direction
    shortened: bool = False
    kind: Kind | None = None
    channel: ChannelCode | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None

    def deadline(self) -> Deadline:
        return Deadline(**{**dict(self), "kind": None if self.kind is None else ItemKind(self.kind)})
