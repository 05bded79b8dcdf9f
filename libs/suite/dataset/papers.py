"""The papers of a dossier: on which form, and what the State has already and need not be brought."""

from datetime import date
from typing import Any

from suite.dataset.catalogue import Procedure
from suite.dataset.draws import chance

HOUSEHOLD_BOOK_ABOLISHED_ON = date(2023, 1, 1)
"""From NĐ 104/2022/NĐ-CP's first day nobody shows a paper household book: the database is asked instead."""
IDENTITY = ("personal_id", "full_name", "birth_date")
PAPER_FALLBACK = "Không khai thác được hoặc dữ liệu chưa đúng thì đề nghị người nộp xuất trình giấy tờ."
FORMS = "https://bieumau.example/tthc"
FOLLOWS_A_RESULT = ("Cấp lại", "Cấp đổi", "Gia hạn", "Điều chỉnh", "Chấm dứt hiệu lực", "Đính chính", "Bổ sung")
"""Acts on what an earlier procedure of the same subject granted."""


def papers(procedure: Procedure, revision: int, on: date) -> list[dict[str, Any]]:
    subject = procedure.subject
    found = [_on_form(procedure, "Tờ khai" if subject.family in ("registration", "notice") else "Đơn đề nghị")]
    if subject.family in ("license", "establishment", "appraisal"):
        found.append(
            {"name": "Thuyết minh về điều kiện thực hiện, kèm tài liệu chứng minh", "originals": 1, "copies": 1}
        )
    if subject.family in ("license", "certificate") and procedure.name.startswith(FOLLOWS_A_RESULT):
        granted = {"name": "Bản đã được cấp", "originals": 1, "copies": 0}
        found.append({**granted, "replaced_by_result": {"code": result_code(procedure)}})
    if "household_book" in subject.population_fields and on < HOUSEHOLD_BOOK_ABOLISHED_ON:
        found.append({"name": "Sổ hộ khẩu hoặc sổ tạm trú (xuất trình để đối chiếu)", "originals": 0, "copies": 1})
    if revision == 1 and chance(procedure.code, "copy") % 2:
        found.append(_identity(procedure))
    return found


def result_code(procedure: Procedure) -> str:
    """The same for all acts that grant one thing: who asks for it again need not bring it."""
    field, thing = procedure.subject.field.code, procedure.subject.object
    return f"KQ.{field[:3]}.{chance('result', field, thing) % 1_000_000:06d}"


def _on_form(procedure: Procedure, name: str) -> dict[str, Any]:
    number = 1 + chance("form", procedure.code) % 40
    form = {"name": f"Mẫu số {number:02d}", "url": f"{FORMS}/{procedure.code}/mau-{number:02d}.docx"}
    return {"name": name, "originals": 1, "copies": 0, "form": form}


def _identity(procedure: Procedure) -> dict[str, Any]:
    """Once-only (NQ 66.7/2025): where the procedure may ask the population database, that says who someone is."""
    paper: dict[str, Any] = {"name": "Bản sao giấy tờ tùy thân của người nộp", "originals": 0, "copies": 1}
    if not set(IDENTITY) <= set(procedure.subject.population_fields):
        return paper
    return {
        **paper,
        "replaced_by_data": {"database": "population", "fields": list(IDENTITY), "fallback": PAPER_FALLBACK},
    }
