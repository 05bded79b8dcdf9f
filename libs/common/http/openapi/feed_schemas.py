"""The schemas of the feed, from the structs that are rendered."""

from typing import Any

import msgspec

from common.http.feed import RESPONSES

NAMES = {"FeedPage": "EventPage", "FeedLine": "CloudEvent", "Point": "EpochPoint", "Head": "StreamHead"}
PAYLOAD = {
    "type": "object",
    "additionalProperties": True,
    "description": "The payload, exactly as it was hashed: docs/contracts/events has the schema of each type.",
}


def feed_schemas() -> dict[str, Any]:
    _, schemas = msgspec.json.schema_components(RESPONSES, ref_template="#/components/schemas/{name}")
    schemas["FeedLine"]["properties"]["data"] = PAYLOAD
    return schemas
