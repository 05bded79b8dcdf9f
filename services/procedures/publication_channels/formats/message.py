"""The parts that all messages to channels share."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from common.clock import as_text
from procedures.publication_channels.domain.published_content import PublishedContent
from procedures.publication_channels.domain.published_decision import DecisionHeading, RecordedInstrument


@dataclass(frozen=True, slots=True)
class ChannelMessage:
    """`id` contains no full stop, since the signature separates its parts by full stops. The same id always has the
    same body."""

    id: str
    body: bytes


def body_of(type: str, at: datetime, data: dict[str, Any]) -> bytes:
    return orjson.dumps({"type": type, "timestamp": as_text(at), "data": data})


def decision_out(heading: DecisionHeading) -> dict[str, Any]:
    return {
        "id": heading.id,
        "number": heading.number,
        "issuing_body": heading.issuing_body,
        "signed_on": heading.signed_on,
        "agency_code": heading.agency_code,
        "title": heading.title,
        "shortened": heading.shortened,
        "published_on": heading.published_on,
    }


def rectification_out(instrument: RecordedInstrument) -> dict[str, Any]:
    return {
        "id": instrument.id,
        "kind": instrument.kind.value,
        "number": instrument.number,
        "issuing_body": instrument.issuing_body,
        "signed_on": instrument.signed_on,
        "title": instrument.title,
        "reason": instrument.reason,
        "legal_document_number": instrument.legal_document_number,
        "effective_from": instrument.effective_from,
        "entire_decision": instrument.entire_decision,
        "items": instrument.items,
    }


def content_out(content: PublishedContent) -> dict[str, Any]:
    return {"version": content.version, "content": orjson.Fragment(content.content)}
