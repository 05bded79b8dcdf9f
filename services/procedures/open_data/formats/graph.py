"""Nodes and literals as JSON-LD has them, with names shortened by the prefixes below: the form from which both
notations are written."""

from collections.abc import Mapping
from typing import Any

import orjson

JSON_LD = "application/ld+json"
PREFIXES = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]
"""`@id` and `@type` beside properties; a property holds a node, a literal, or a list of them. Without `@id` it is a
blank node."""


def node(types: str | list[str], id: str | None = None, **of: Any) -> Node:
    """Properties without a value are left out; `dct_title` is written `dct:title`."""
    named = {name.replace("_", ":", 1): value for name, value in of.items() if value not in (None, [])}
    return {**({"@id": id} if id else {}), "@type": types, **named}


def plain_literal(text: str) -> Node:
    """A text in Vietnamese."""
    return {"@value": text, "@language": "vi"}


def typed(value: str, datatype: str) -> Node:
    return {"@value": value, "@type": f"xsd:{datatype}"}


def json_ld_of(graph: Node) -> bytes:
    """A graph as a document of its own."""
    return orjson.dumps({"@context": PREFIXES, **graph})


def is_literal(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, Mapping) and "@value" in value)
