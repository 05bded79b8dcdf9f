"""An office file with the same bytes for the same content: its libraries write the moment into it, and into each entry
of the archive."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fixed(file: bytes, dated: date) -> bytes:
    """As if it was made at the beginning of the day."""
    made = BytesIO()
    with ZipFile(BytesIO(file)) as written, ZipFile(made, "w", ZIP_DEFLATED) as again:
        for name in written.namelist():
            content = written.read(name)
            if name == CORE:
                content = MOMENT.sub(rb"\g<1>" + f"{dated.isoformat()}T00:00:00Z".encode(), content)
            again.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # dated 1 January 1980
    return made.getvalue()


def writable(text: str) -> str:
    """Without the characters that no XML can hold."""
    return NOT_IN_XML.sub("", text)
