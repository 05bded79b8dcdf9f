"""The message about a Decision: each procedure that the channel is to publish, with its whole content, and each that it
is to remove.

It holds only what never changes, so that a repeat is the same to the byte: the law as the Decision made it at the
moment when it
became known, not as it is when the message is sent. Later Decisions have messages of their own. But a Decision that was
annulled or
corrected before the channel received it is stated as such, under another id: never as if it held unchanged.
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
    """docs/publication.md describes it. `contents` go by the code of the procedure."""
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
    last = [str(instrument.id) for instrument in decision.instruments[-1:]]
    id = "_".join([str(decision.heading.id), channel, *last])
    return ChannelMessage(id, body_of("decision.published", decision.heading.recorded_at, data))


def _line_out(line: PublicationLine, contents: Mapping[str, PublishedContent]) -> dict[str, Any]:
    item = line.item
    heading = {
        "action": line.act.value,
        "code": line.code,
        "item": item.number,
        "kind": item.kind.value,
        "effective_on": item.effective_on,
        "legal_document_number": item.legal_document_number,
    }
    if line.act is ChannelAction.REMOVE:
        return {**heading, "successor_code": item.successor_code}
    predecessor = None if item.successor_code is None else item.code
    return {
        **heading,
        "predecessor_code": predecessor,
        "online_level": item.online_level,
        **content_out(contents[line.code]),
    }
