"""Legal bases as Decisions state them: by number, by title or both, and by article, clause and point."""

from typing import Any

import pytest
from pydantic import ValidationError

from procedures.law.api.content_requests import LegalBasisIn
from procedures.law.domain.contents import Content, LegalBasis
from procedures.law.domain.difference import difference
from procedures.law.domain.legal_basis_texts import legal_basis_text, read_legal_basis
from procedures.law.domain.parts import Part


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("60/2014/QH13: Luật Hộ tịch", LegalBasis("60/2014/QH13", "Luật Hộ tịch")),
        ("60/2014/QH13", LegalBasis("60/2014/QH13", None)),
        ("Luật Luật sư năm 2006", LegalBasis(None, "Luật Luật sư năm 2006")),
        ("Luật Luật sư: văn bản hợp nhất", LegalBasis(None, "Luật Luật sư: văn bản hợp nhất")),
        (
            "Nghị định số 23/2015/NĐ-CP ngày 16/02/2015 của Chính phủ",
            LegalBasis("23/2015/NĐ-CP", "Nghị định số 23/2015/NĐ-CP ngày 16/02/2015 của Chính phủ"),
        ),
        (
            "Nghị định 23/2015/NĐ-CP và Thông tư 1/2020/TT-BTP",
            LegalBasis(None, "Nghị định 23/2015/NĐ-CP và Thông tư 1/2020/TT-BTP"),
        ),
        (
            "Điểm a khoản 2 Điều 5 Luật Hộ tịch năm 2014",
            LegalBasis(None, "Luật Hộ tịch năm 2014", article="5", clause="2", point="a"),
        ),
        ("Điều 5a của Luật Luật sư", LegalBasis(None, "Luật Luật sư", article="5a")),
        (
            "khoản 2 Điều 5, 60/2014/QH13: Luật Hộ tịch",
            LegalBasis("60/2014/QH13", "Luật Hộ tịch", article="5", clause="2"),
        ),
        ("Điều 5, Điều 6 Luật Hộ tịch", LegalBasis(None, "Điều 5, Điều 6 Luật Hộ tịch")),
        ("Điều 5 và khoản 1 Điều 6 Luật A", LegalBasis(None, "Điều 5 và khoản 1 Điều 6 Luật A")),
    ],
)
def test_a_legal_basis_is_read_as_people_write_it(text: str, basis: LegalBasis) -> None:
    assert read_legal_basis(text) == basis
    assert read_legal_basis(legal_basis_text(basis)) == basis


@pytest.mark.parametrize("request_body", [{}, {"article": "5"}, {"number": "1/2024/NĐ-CP", "article": "5 và 6"}])
def test_a_legal_basis_has_a_number_or_a_title_and_its_provision_is_a_number_or_letter(
    request_body: dict[str, Any],
) -> None:
    with pytest.raises(ValidationError):
        LegalBasisIn.model_validate(request_body)


def test_two_provisions_of_one_document_are_two_legal_bases() -> None:
    law = LegalBasis("60/2014/QH13", "Luật Hộ tịch", article="5")
    other = LegalBasis("60/2014/QH13", "Luật Hộ tịch", article="6")
    before, after = (Content("x", "A", "H60", ("province",), legal_bases=bases) for bases in ((law,), (other, law)))
    ((part,),) = [difference(before, after)]
    (line,) = part.lines
    assert (part.part, line.change, line.path) == (Part.LEGAL_BASES, "added", (("document", "60/2014/QH13"),))
    assert ("article", "6") in {(aspect.name, aspect.after) for aspect in line.aspects}
