"""The message about a Decision: each procedure that the channel is to publish, with its whole content, and each that it
is to remove.

It holds only what never changes, so that a repeat is identical to the byte: the law as the Decision made it when it was
recorded, not as it is when the message is sent. Later Decisions have messages of their own. But if a Decision was
annulled or corrected before the channel received it, the message says so, under another id, and never presents it as
unchanged.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from procedures.publication_channels.domain.publications import ChannelAction, PublicationLine
from procedures.publication_channels.domain.published_content import PublishedContent
from procedures.publication_channels.domain.published_decision import PublishedDecision
from procedures.publication_channels.formats.message import (
    ChannelMessage,
    body_of,
    content_out,
    decision_out,
    rectification_out,
)


def message_of_decision(
    decision: PublishedDecision,
    documents: Sequence[Mapping[str, Any]],
    contents: Mapping[str, PublishedContent],
    channel: str,
) -> ChannelMessage:
    """docs/publication.md describes the message. `contents` are keyed by procedure code."""
    annulled = decision.annulled_items()
    procedures = []
    for line in decision.lines():
        until = {"annulled_from": annulled[line.item.number]} if line.item.number in annulled else {}
        procedures.append({**_line_out(line, contents), **until})
    data = {
        "channel": channel,
        "decision": decision_out(decision.heading),
        "legal_documents": documents,
        "procedures": procedures,
    }
    if decision.instruments:
        data["rectifications"] = [rectification_out(instrument) for instrument in decision.instruments]
    last_instrument = [str(instrument.id) for instrument in decision.instruments[-1:]]
    message_id = "_".join([str(decision.heading.id), channel, *last_instrument])
    return ChannelMessage(message_id, body_of("decision.published", decision.heading.recorded_at, data))


def _line_out(line: PublicationLine, contents: Mapping[str, PublishedContent]) -> dict[str, Any]:
    item = line.item
    heading = {
        "action": line.action.value,
        "code": line.code,
        "item": item.number,
        "kind": item.kind.value,
        "effective_on": item.effective_on,
        "legal_document_number": item.legal_document_number,
    }
    if line.action is ChannelAction.REMOVE:
        return {**heading, "successor_code": item.successor_code}
    predecessor = None if item.successor_code is None else item.code
    return {
        **heading,
        "predecessor_code": predecessor,
        "online_level": item.online_level,
        "designation": item.designation,
        **content_out(contents[line.code]),
    }
