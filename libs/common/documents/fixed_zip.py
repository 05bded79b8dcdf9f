"""Office files with the same bytes for the same content: the libraries would write the current time into the file and
into each entry of its ZIP archive."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CORE = "docProps/core.xml"
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def with_fixed_dates(file: bytes, dated: date) -> bytes:
    """Returns the file as if it was written at the beginning of the day."""
    result = BytesIO()
    with ZipFile(BytesIO(file)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == CORE:
                content = MOMENT.sub(rb"\g<1>" + f"{dated.isoformat()}T00:00:00Z".encode(), content)
            target.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # dated 1 January 1980
    return result.getvalue()


def without_invalid_characters(text: str) -> str:
    """Returns the text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text)
