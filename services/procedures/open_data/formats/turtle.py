"""Writes a graph as Turtle, one block of statements for each node that has an IRI, so that graphs can be concatenated.

rdflib would take 15 ms for each procedure; this module and the mapping take 1 ms. A test compares the output with that
of JSON-LD through rdflib.
"""

import re
from collections.abc import Iterator
from typing import Any

from procedures.open_data.formats.graph import PREFIXES, Node, is_literal

TURTLE = "text/turtle"
HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')


def turtle_of(node: Node) -> str:
    """The statements without the prefixes, which a file has once."""
    queue, blocks = [node], []
    while queue:
        subject = queue.pop(0)
        blocks.append(f"<{subject['@id']}> {'; '.join(_properties(subject, queue))} .\n")
    return "".join(blocks)


def turtle_document(node: Node) -> str:
    return HEADER + turtle_of(node)


def _properties(node: Node, queue: list[Node]) -> Iterator[str]:
    """The properties of a node. Nodes with an IRI that it refers to are added to the queue, to be described later."""
    types = node["@type"]
    yield "a " + (types if isinstance(types, str) else ", ".join(types))
    for name, value in node.items():
        if not name.startswith("@"):
            values = value if isinstance(value, list) else [value]
            yield f"{name} {', '.join(_object(entry, queue) for entry in values)}"


def _object(value: Any, queue: list[Node]) -> str:
    if is_literal(value):
        return _literal(value)
    if "@id" not in value:
        return f"[ {'; '.join(_properties(value, queue))} ]"
    if "@type" in value:
        queue.append(value)
    return f"<{value['@id']}>"


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    quoted = _quoted(value["@value"])
    return f"{quoted}@{value['@language']}" if "@language" in value else f"{quoted}^^{value['@type']}"


def _quoted(text: str) -> str:
    return '"' + TO_ESCAPE.sub(lambda match: ESCAPED.get(match[0]) or f"\\u{ord(match[0]):04X}", text) + '"'
