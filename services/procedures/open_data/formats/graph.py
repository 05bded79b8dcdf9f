"""Nodes and literals in the form of JSON-LD, with names shortened by the prefixes below. JSON-LD and Turtle are both
written from this form."""

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
"""`@id`, `@type` and properties. The value of a property is a node, a literal, or a list of these. A node without `@id`
is a blank node."""


def node(types: str | list[str], id: str | None = None, **properties: Any) -> Node:
    """A node; `dct_title` becomes the property `dct:title`, and properties without a value are left out."""
    present = {name.replace("_", ":", 1): value for name, value in properties.items() if value not in (None, [])}
    return {**({"@id": id} if id else {}), "@type": types, **present}


def plain_literal(text: str) -> Node:
    """A text in Vietnamese."""
    return {"@value": text, "@language": "vi"}


def typed_literal(value: str, datatype: str) -> Node:
    return {"@value": value, "@type": f"xsd:{datatype}"}


def json_ld_of(graph: Node) -> bytes:
    """A graph as a document of its own."""
    return orjson.dumps({"@context": PREFIXES, **graph})


def is_literal(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, Mapping) and "@value" in value)
