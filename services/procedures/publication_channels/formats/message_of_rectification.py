"""The message about an annulment or a correction: which contents the channel is to show in which periods, and what it
is to remove.

It is derived from what the instrument did to the periods of each procedure, as known when it was recorded: a repeat is
identical to the byte.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from procedures.decisions.domain.instruments import RectificationKind
from procedures.decisions.domain.items import Item
from procedures.publication_channels.domain.published_content import ResultingPeriod
from procedures.publication_channels.domain.published_decision import PublishedDecision
from procedures.publication_channels.formats.message import (
    ChannelMessage,
    body_of,
    content_out,
    decision_out,
    rectification_out,
)

TYPES = {RectificationKind.ANNULMENT: "decision.annulled", RectificationKind.CORRECTION: "decision.corrected"}


def message_of_rectification(
    decision: PublishedDecision, periods: Sequence[ResultingPeriod], levels: Mapping[str, str | None], channel: str
) -> ChannelMessage:
    """docs/publication.md describes the message. The instrument is the last one of the Decision; `levels` maps a
    procedure code to its declared online level."""
    instrument, days = decision.instruments[-1], decision.effective_days()
    items = {item.number: item for item in decision.items}
    lines: list[dict[str, Any]] = []
    for (number, code), group in groupby(periods, lambda period: (period.item_number, period.code)):
        item, resulting, day = items[number], list(group), days[number]
        if item.effect.declares_level:
            since = max(day, instrument.effective_from or day)
            lines += _with_level(item, code, since, resulting, levels[code])
        elif item.effect.changes_periods:
            lines += _lines_out(item, code, day, resulting)
    data = {
        "channel": channel,
        "decision": decision_out(decision.heading),
        "rectification": rectification_out(instrument),
        "procedures": lines,
    }
    return ChannelMessage(f"{instrument.id}_{channel}", body_of(TYPES[instrument.kind], instrument.recorded_at, data))


def _lines_out(item: Item, code: str, day: date, resulting: Sequence[ResultingPeriod]) -> Iterator[dict[str, Any]]:
    """Returns each new period, and the end of the last one. If the instrument changed no period there is no line."""
    if not any(period.opened or period.closed for period in resulting):
        return
    periods = [period for period in resulting if period.content is not None]
    for period in periods:
        if period.opened:
            yield _publish(item, code, period, period.begins)
    if not periods or periods[-1].ends is not None:
        end = periods[-1].ends if periods else day
        yield {**_line("remove", item, code, end), "successor_code": item.successor_code}


def _with_level(
    item: Item, code: str, day: date, resulting: Sequence[ResultingPeriod], level: str | None
) -> Iterator[dict[str, Any]]:
    """A declaration changes no period: the line repeats the content in force, with the level that applies from the day
    on."""
    for period in resulting:
        if period.begins is not None and (period.ends is None or period.ends > day):
            yield {**_publish(item, code, period, max(day, period.begins)), "online_level": level}
            return


def _publish(item: Item, code: str, period: ResultingPeriod, begins: date | None) -> dict[str, Any]:
    if period.content is None:
        raise ValueError(f"{code} has no content to publish")
    return {
        **_line("publish", item, code, begins),
        "effective_to": period.ends,
        "predecessor_code": item.code if code == item.successor_code else None,
        "online_level": None,
        **content_out(period.content),
    }


def _line(action: str, item: Item, code: str, day: date | None) -> dict[str, Any]:
    return {
        "action": action,
        "code": code,
        "item": item.number,
        "kind": item.kind.value,
        "effective_on": day,
        "legal_document_number": item.legal_document_number,
    }
