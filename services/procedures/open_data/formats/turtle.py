"""A graph as Turtle, a statement block for each node that has a name: fit to be appended to others without end.

Written here, since rdflib takes 15 ms for each procedure, where this and the mapping take 1; a test holds the two
notations against
each other with rdflib.
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
    """Without the prefixes, which stand once in a file."""
    waiting, written = [node], []
    while waiting:
        described = waiting.pop(0)
        written.append(f"<{described['@id']}> {'; '.join(_properties(described, waiting))} .\n")
    return "".join(written)


def turtle_document(node: Node) -> str:
    return HEADER + turtle_of(node)


def _properties(node: Node, waiting: list[Node]) -> Iterator[str]:
    types = node["@type"]
    yield "a " + (types if isinstance(types, str) else ", ".join(types))
    for name, value in node.items():
        if not name.startswith("@"):
            values = value if isinstance(value, list) else [value]
            yield f"{name} {', '.join(_object(one, waiting) for one in values)}"


def _object(value: Any, waiting: list[Node]) -> str:
    if is_literal(value):
        return _literal(value)
    if "@id" not in value:
        return f"[ {'; '.join(_properties(value, waiting))} ]"
    if "@type" in value:
        waiting.append(value)
    return f"<{value['@id']}>"


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    quoted = _quoted(value["@value"])
    return f"{quoted}@{value['@language']}" if "@language" in value else f"{quoted}^^{value['@type']}"


def _quoted(text: str) -> str:
    return '"' + TO_ESCAPE.sub(lambda found: ESCAPED.get(found[0]) or f"\\u{ord(found[0]):04X}", text) + '"'
