"""Texts of the page of the personas, in Vietnamese and in English."""

from common.pages.frame_words import FRAME
from common.pages.vocabulary import Text, Vocabulary

WORDS: dict[str, Text] = {
    "site": ("Tra cứu dân cư mô phỏng", "Population look-up (a mock)"),
    "footer": ("Mọi nhân vật đều là hư cấu.", "All persons are invented."),
    "start_again": ("Về trang các nhân vật", "To the personas"),
    "personas": ("Nhân vật kiểm thử", "Personas"),
    "personas_title": ("Nhân vật kiểm thử", "Personas for tests"),
    "personas_hint": (
        (
            "Mỗi nhân vật có mười số, để các phép thử chạy cùng lúc không dùng chung ai."
            " Câu trả lời là của số đầu tiên, khi quy định cho phép mọi trường thông tin."
        ),
        (
            "Each has ten numbers, so that tests which run at once share nobody."
            " The answers are about the first number, where the law lists every field."
        ),
    ),
    "not_registered": (
        "Dữ liệu của hệ thống này chưa có đủ các nhân vật.",
        "The register of this installation does not hold all of them.",
    ),
    "name": ("Tên gọi", "Name of the persona"),
    "full_name": ("Họ và tên", "Full name"),
    "birth_date": ("Ngày, tháng, năm sinh", "Birth date"),
    "personal_id": ("Số định danh cá nhân", "Personal numbers"),
    "old_identity_card": ("Số chứng minh nhân dân", "Numbers of the old card"),
    "operation": ("Thao tác", "Operation"),
    "result": ("Trả lời", "Answer"),
    "results": ("Mỗi thao tác trả lời", "What each operation answers"),
    "household_members": ("Các thành viên khác trong hộ", "Other members of the household"),
    "exists": ("Có tồn tại", "The person exists"),
    "nothing": ("chưa có thông tin", "nothing known"),
}
FIELD: dict[str, Text] = {
    "personal_id": ("Số định danh cá nhân", "personal number"),
    "old_identity_card": ("Số chứng minh nhân dân", "old identity card"),
    "full_name": ("Họ và tên", "full name"),
    "sex": ("Giới tính", "sex"),
    "ethnic_group": ("Dân tộc", "ethnic group"),
    "religion": ("Tôn giáo", "religion"),
    "marital_status": ("Tình trạng hôn nhân", "marital status"),
    "blood_group": ("Nhóm máu", "blood group"),
    "birth_date": ("Ngày, tháng, năm sinh", "birth date"),
    "birth_registration_place": ("Nơi đăng ký khai sinh", "place of birth registration"),
    "nationality": ("Quốc tịch", "nationality"),
    "native_place": ("Quê quán", "native place"),
    "permanent_residence": ("Nơi thường trú", "permanent residence"),
    "current_residence": ("Nơi ở hiện tại", "current residence"),
    "father": ("Cha", "father"),
    "mother": ("Mẹ", "mother"),
    "spouse": ("Vợ, chồng", "spouse"),
    "legal_representative": ("Người đại diện hợp pháp", "legal representative"),
    "household_head": ("Chủ hộ", "head of the household"),
    "household_book": ("Sổ hộ khẩu", "household book"),
}
VOCABULARY = Vocabulary(FRAME | WORDS, {("field", name): text for name, text in FIELD.items()})
