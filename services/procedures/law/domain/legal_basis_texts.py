"""A legal basis as Vietnamese texts write it, and as it is read back: `Điểm a khoản 2 Điều 5, 60/2014/QH13: Luật Hộ
tịch`, `Luật Luật sư năm 2006`."""

import re

from procedures.law.domain.contents import LegalBasis

NUMBER = r"[0-9]+[0-9A-Za-z]*/(?:[0-9]{4}/)?[A-ZĐƯ][A-ZĐƯa-zđư0-9-]*"
_number = re.compile(rf"(?<![\w/]){NUMBER}(?![\w/])")
_numbered = re.compile(r"(?P<number>[^\s:]*[0-9][^\s:]*/[^\s:]+)\s*(?::\s*(?P<title>.*))?", re.DOTALL)
_provision = re.compile(
    r"(?:điểm\s+(?P<point>\w{1,3})\s*,?\s+)?(?:khoản\s+(?P<clause>\w{1,3})\s*,?\s+)?điều\s+(?P<article>\w{1,5})"
    r"(?:\s*,\s*|\s+(?:của\s+)?)(?=\S)(?!(?:,|và|khoản|điều)\s)(?P<document>.+)",
    re.IGNORECASE | re.DOTALL,
)


def legal_basis_text(basis: LegalBasis) -> str:
    document = f"{basis.number}: {basis.title}" if basis.number and basis.title else basis.number or basis.title or ""
    provision = provision_text(basis)
    return f"{provision}, {document}" if provision else document


def provision_text(basis: LegalBasis) -> str:
    """`điểm a khoản 2 Điều 5`; an empty text where the whole document is meant."""
    parts = (("điểm", basis.point), ("khoản", basis.clause), ("Điều", basis.article))
    return " ".join(f"{word} {value}" for word, value in parts if value)


def read_legal_basis(text: str) -> LegalBasis:
    """A number that stands within the title is the number of the document, where there is only one; the title keeps its
    words."""
    match = _provision.fullmatch(text)
    if match is None:
        return _document(text)
    document = _document(match["document"].strip())
    return LegalBasis(
        document.number, document.title, article=match["article"], clause=match["clause"], point=match["point"]
    )


def _document(text: str) -> LegalBasis:
    if match := _numbered.fullmatch(text):
        return LegalBasis(match["number"], (match["title"] or "").strip() or None)
    numbers = _number.findall(text)
    return LegalBasis(numbers[0] if len(set(numbers)) == 1 else None, text)
