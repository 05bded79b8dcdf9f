"""The 20 fields of the national population database, as Article 9 of the Luật Căn cước 2023 names them, and in
English."""

POPULATION: dict[str, tuple[str, str]] = {
    "personal_id": ("Số định danh cá nhân", "Personal identification number"),
    "old_identity_card": ("Số chứng minh nhân dân 09 số", "Old identity card number"),
    "full_name": ("Họ, chữ đệm và tên", "Full name"),
    "sex": ("Giới tính", "Sex"),
    "ethnic_group": ("Dân tộc", "Ethnic group"),
    "religion": ("Tôn giáo", "Religion"),
    "marital_status": ("Tình trạng hôn nhân", "Marital status"),
    "blood_group": ("Nhóm máu", "Blood group"),
    "birth_date": ("Ngày, tháng, năm sinh", "Date of birth"),
    "birth_registration_place": ("Nơi đăng ký khai sinh", "Place of birth registration"),
    "nationality": ("Quốc tịch", "Nationality"),
    "native_place": ("Quê quán", "Native place"),
    "permanent_residence": ("Nơi thường trú", "Permanent residence"),
    "current_residence": ("Nơi ở hiện tại", "Current residence"),
    "father": ("Thông tin về cha", "Father"),
    "mother": ("Thông tin về mẹ", "Mother"),
    "spouse": ("Thông tin về vợ, chồng", "Spouse"),
    "legal_representative": ("Người đại diện hợp pháp", "Legal representative"),
    "household_head": ("Chủ hộ và quan hệ với chủ hộ", "Head of household"),
    "household_book": ("Số sổ hộ khẩu", "Household book number"),
}
