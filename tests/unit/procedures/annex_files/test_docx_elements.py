"""Paragraphs and rows are appended without python-docx, and must be those that it would write."""

from docx import Document
from docx.oxml.xmlchemy import BaseOxmlElement, serialize_for_reading
from hypothesis import given
from hypothesis import strategies as st

from common.documents.fixed_zip import without_invalid_characters
from procedures.annex_files.formats.docx_elements import paragraph, table_row

TEXTS = st.text(alphabet=st.one_of(st.sampled_from("\t\n\r <&>\x00đ"), st.characters()), max_size=12)


def written(element: BaseOxmlElement) -> list[str]:
    """Returns the element as lines, without the namespaces that its document declares."""
    first, *others = serialize_for_reading(element).splitlines()
    return [first.split(" xmlns:")[0].removesuffix(">").removesuffix("/"), *others]


@given(runs=st.lists(st.tuples(TEXTS, st.booleans()), max_size=3), heading=st.booleans())
def test_a_paragraph_is_what_python_docx_writes(runs: list[tuple[str, bool]], heading: bool) -> None:
    expected = Document().add_paragraph(style="Heading 2" if heading else None)
    for text, bold in runs:
        run = expected.add_run(without_invalid_characters(text))
        if bold:
            run.bold = True
    assert written(paragraph(*runs, style="Heading2" if heading else None)) == written(expected._p)


@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_a_row_is_what_python_docx_writes(texts: list[str]) -> None:
    table = Document().add_table(rows=0, cols=len(texts))
    row = table.add_row()
    for cell, text in zip(row.cells, texts, strict=True):
        cell.paragraphs[0].add_run(without_invalid_characters(text))
    widths = [column.width.twips for column in table.columns]
    assert written(table_row(texts, widths)) == written(row._tr)
