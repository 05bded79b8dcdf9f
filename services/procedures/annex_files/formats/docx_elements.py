"""Paragraphs and rows of a document in WordprocessingML (ISO/IEC 29500-1, 17.3 and 17.4), appended in constant time.

python-docx looks for the end of the document, or of the table, from its beginning at each addition, and adds a text
character by character: an annex of 2,000 items took more than a minute.
"""

import re
from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from common.documents.fixed_zip import without_invalid_characters

Run = tuple[str, bool]
"""A text, and whether it is bold."""

SPACE = qn("xml:space")
BREAKS = {"\t": "w:tab", "\n": "w:br", "\r": "w:br"}
PIECES = re.compile(r"([\t\n\r])")


def paragraph(*runs: Run, style: str | None = None) -> BaseOxmlElement:
    """`style` is the id of a style of the document, such as `Heading2`."""
    element = OxmlElement("w:p")
    if style is not None:
        _child(_child(element, "w:pPr"), "w:pStyle").set(qn("w:val"), style)
    _add_runs(element, runs)
    return element


def table_row(texts: Iterable[str], widths: Sequence[int]) -> BaseOxmlElement:
    """A row with a cell for each text. Widths are in twentieths of a point."""
    row = OxmlElement("w:tr")
    for text, width in zip(texts, widths, strict=True):
        cell = _child(row, "w:tc")
        width_element = _child(_child(cell, "w:tcPr"), "w:tcW")
        width_element.set(qn("w:type"), "dxa")
        width_element.set(qn("w:w"), str(width))
        _add_runs(_child(cell, "w:p"), [(text, False)])
    return row


def _add_runs(parent: BaseOxmlElement, runs: Iterable[Run]) -> None:
    for text, bold in runs:
        run = _child(parent, "w:r")
        if bold:
            _child(_child(run, "w:rPr"), "w:b")
        for piece in filter(None, PIECES.split(without_invalid_characters(text))):
            if (tag := BREAKS.get(piece)) is not None:
                _child(run, tag)
            else:
                _add_text(run, piece)


def _add_text(run: BaseOxmlElement, text: str) -> None:
    element = _child(run, "w:t")
    element.text = text
    if text != text.strip():
        element.set(SPACE, "preserve")


def _child(parent: BaseOxmlElement, tag: str) -> BaseOxmlElement:
    child: BaseOxmlElement = parent.makeelement(qn(tag))
    parent.append(child)
    return child
