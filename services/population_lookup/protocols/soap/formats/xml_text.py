"""The bytes of a request as text, read without a parser of XML: no encoding but UTF-8 and UTF-16, and no DTD.

SOAP forbids a DTD. libxml2 reads one, and with it entities, unless it is told not to; so it never sees one.
"""

import re

from common.errors import MalformedRequest

DECLARATION = re.compile(r"<\?xml\s[^>]{0,200}\?>")
ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
FIRST_BYTES = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
ENTITY_DECLARATIONS = re.compile(r"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)


def text_of(body: bytes) -> str:
    """Returns the text without byte order mark and XML declaration. Raises `MalformedRequest`."""
    encoding, start = _encoding_of(body)
    try:
        text = body[start:].decode(encoding)
    except UnicodeDecodeError:
        raise MalformedRequest(f"the body is not {encoding.upper()}") from None
    if ENTITY_DECLARATIONS.search(text):
        raise MalformedRequest("SOAP forbids a document type declaration")
    return text[match.end() :] if (match := DECLARATION.match(text)) else text


def _encoding_of(body: bytes) -> tuple[str, int]:
    """The encoding, and where the text begins. A byte order mark decides, then how the first character is written, then
    the declaration."""
    for mark, encoding in MARKS:
        if body.startswith(mark):
            return encoding, len(mark)
    for first, encoding in FIRST_BYTES:
        if body.startswith(first):
            return encoding, 0
    declared = ENCODING.match(body)
    if declared is not None and declared[1].decode().lower() not in ENCODINGS:
        raise MalformedRequest("the encodings that are read are UTF-8 and UTF-16")
    return "utf-8", 0
