"""An untrusted workbook is checked before anything parses it."""

from collections.abc import Callable
from io import BytesIO

import pytest

from common.documents.refusals import UnsafeFile
from common.documents.workbooks import require_safe
from tests.support.annex import with_changed_part, workbook

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook({"number": 1})


def in_utf_16(text: bytes, encoding: str, prefix: str = "") -> bytes:
    return f"{prefix}{text.decode()}".encode(encoding)


def test_a_workbook_as_excel_writes_it_is_accepted() -> None:
    require_safe(BytesIO(PLAIN))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "prefix", ["", "<!DOCTYPE worksheet>", '<!DOCTYPE worksheet SYSTEM "http://127.0.0.1/inside.dtd">']
)
def test_a_part_in_another_encoding_is_refused_since_it_could_hide_a_declaration(encoding: str, prefix: str) -> None:
    with pytest.raises(UnsafeFile):
        require_safe(BytesIO(with_changed_part(PLAIN, SHEET, lambda text: in_utf_16(text, encoding, prefix))))


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: b"<!DOCTYPE worksheet>" + text,
        lambda text: b"<!doctype worksheet>" + text,
        lambda text: b"\0" + text,
    ],
)
def test_a_declaration_or_a_nul_at_the_beginning_of_a_part_is_refused(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnsafeFile):
        require_safe(BytesIO(with_changed_part(PLAIN, SHEET, damage)))
