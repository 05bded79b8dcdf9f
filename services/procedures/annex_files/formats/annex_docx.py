"""The annex as a document to sign and print."""

from io import BytesIO

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from common.documents.fixed_zip import with_fixed_dates, without_invalid_characters
from procedures.annex_files.formats.annex_tables import Annex, Table
from procedures.annex_files.formats.docx_elements import paragraph, table_row

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONG, SHORT, MARGIN = Mm(297), Mm(210), Mm(20)


def annex_docx(annex: Annex) -> bytes:
    document = _landscape()
    for text, bold in (("PHỤ LỤC", True), (annex.title, True), (annex.subtitle, False)):
        centred = document.add_paragraph()
        centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
        centred.add_run(without_invalid_characters(text)).bold = bold
    document.add_heading("A. DANH MỤC", 1)
    for table in annex.tables:
        document.add_heading(without_invalid_characters(table.title), 2)
        _add(document, table)
    if annex.procedures:
        document.add_heading("B. NỘI DUNG CỤ THỂ CỦA TỪNG THỦ TỤC HÀNH CHÍNH", 1)
    end = document.element.body.sectPr  # the properties of the section, the last element of a document
    for procedure in annex.procedures:
        end.addprevious(paragraph((procedure.title, False), style="Heading2"))
        for part, text in procedure.parts:
            end.addprevious(paragraph((f"{part}: ", True), (text, False)))
    document.core_properties.title, document.core_properties.author = without_invalid_characters(annex.title)[:255], ""
    document.core_properties.comments = ""
    file = BytesIO()
    document.save(file)
    return with_fixed_dates(file.getvalue(), annex.signed_on)


def _landscape() -> DocxDocument:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = LONG, SHORT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Times New Roman", Pt(11)
    return document


def _add(document: DocxDocument, table: Table) -> None:
    """Adds a table whose row of headings is repeated on each page."""
    unit = (LONG - 2 * MARGIN) / sum(table.widths)
    docx_table = document.add_table(rows=1, cols=len(table.headings), style="Table Grid")
    docx_table.autofit = False
    for column, width in zip(docx_table.columns, table.widths, strict=True):
        column.width = int(unit * width)
    first_row = docx_table.rows[0]
    first_row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - nothing public does it
    for cell, heading in zip(first_row.cells, table.headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    widths = [column.width.twips for column in docx_table.columns]
    for row in table.rows:
        docx_table._tbl.append(table_row(map(str, row), widths))  # noqa: SLF001 - the public way takes quadratic time
