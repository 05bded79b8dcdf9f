"""The papers of a dossier: their forms, and what replaces a paper that the State already has."""

from datetime import date
from typing import Any

from suite.dataset.catalogue import Procedure
from suite.dataset.draws import chance

HOUSEHOLD_BOOK_ABOLISHED_ON = date(2023, 1, 1)
"""From the first day of NĐ 104/2022/NĐ-CP on, a look-up in the database replaces the paper household book."""
IDENTITY = ("personal_id", "full_name", "birth_date")
PAPER_FALLBACK = "Không khai thác được hoặc dữ liệu chưa đúng thì đề nghị người nộp xuất trình giấy tờ."
FORMS = "https://bieumau.example/tthc"
ON_EARLIER_RESULT = ("Cấp lại", "Cấp đổi", "Gia hạn", "Điều chỉnh", "Chấm dứt hiệu lực", "Đính chính", "Bổ sung")
"""Acts on the result of an earlier procedure of the same subject."""


def papers(procedure: Procedure, revision: int, on: date) -> list[dict[str, Any]]:
    subject = procedure.subject
    result = [_on_form(procedure, "Tờ khai" if subject.family in ("registration", "notice") else "Đơn đề nghị")]
    if subject.family in ("license", "establishment", "appraisal"):
        result.append(
            {"name": "Thuyết minh về điều kiện thực hiện, kèm tài liệu chứng minh", "originals": 1, "copies": 1}
        )
    if subject.family in ("license", "certificate") and procedure.name.startswith(ON_EARLIER_RESULT):
        granted = {"name": "Bản đã được cấp", "originals": 1, "copies": 0}
        result.append({**granted, "replaced_by_result": {"code": result_code(procedure)}})
    if "household_book" in subject.population_fields and on < HOUSEHOLD_BOOK_ABOLISHED_ON:
        result.append({"name": "Sổ hộ khẩu hoặc sổ tạm trú (xuất trình để đối chiếu)", "originals": 0, "copies": 1})
    if revision == 1 and chance(procedure.code, "copy") % 2:
        result.append(_identity(procedure))
    return result


def result_code(procedure: Procedure) -> str:
    """Returns the same code for all acts with the same result: an applicant for a reissue need not submit the earlier
    result."""
    field, thing = procedure.subject.field.code, procedure.subject.object
    return f"KQ.{field[:3]}.{chance('result', field, thing) % 1_000_000:06d}"


def _on_form(procedure: Procedure, name: str) -> dict[str, Any]:
    number = 1 + chance("form", procedure.code) % 40
    form = {"name": f"Mẫu số {number:02d}", "url": f"{FORMS}/{procedure.code}/mau-{number:02d}.docx"}
    return {"name": name, "originals": 1, "copies": 0, "form": form}


def _identity(procedure: Procedure) -> dict[str, Any]:
    """Once-only (NQ 66.7/2025): a procedure that permits look-ups takes the identity from the population database."""
    paper: dict[str, Any] = {"name": "Bản sao giấy tờ tùy thân của người nộp", "originals": 0, "copies": 1}
    if not set(IDENTITY) <= set(procedure.subject.population_fields):
        return paper
    return {
        **paper,
        "replaced_by_data": {"database": "population", "fields": list(IDENTITY), "fallback": PAPER_FALLBACK},
    }
