"""What is unusual about each persona, in Vietnamese and in English."""

from collections.abc import Mapping

DESCRIPTIONS: Mapping[str, tuple[str, str]] = {
    "person-of-the-cases": (
        "Phụ nữ dân tộc Dao đã kết hôn, có trong yêu cầu mẫu của các hệ thống thật",
        "A married Dao woman, in the example requests of real clients",
    ),
    "married-man": ("Người đàn ông đã kết hôn, là chủ hộ", "A married man, head of his household"),
    "single-woman": ("Phụ nữ chưa từng kết hôn", "A woman who was never married"),
    "divorced-woman": (
        "Đã ly hôn, biết ngày hôn nhân chấm dứt; không có chồng",
        "Divorced; her marriage ended on a known day, so she has no spouse",
    ),
    "widow": (
        "Góa chồng: chồng chết năm 2021; không có chồng",
        "A widow: her husband died in 2021, so she has no spouse",
    ),
    "married-again": ("Ly hôn năm 2015, kết hôn lại năm 2019", "Divorced in 2015 and married again in 2019"),
    "widower-married-again": ("Vợ trước đã chết, đã kết hôn lại", "His first wife died, and he married again"),
    "spouse-from-korea": (
        "Chồng là người Hàn Quốc, không có số định danh cá nhân",
        "Her husband is Korean, and has no personal number",
    ),
    "spouse-from-china": (
        "Vợ là người Trung Quốc, không có số định danh cá nhân",
        "His wife is Chinese, and has no personal number",
    ),
    "child-of-both-parents": ("Trẻ em, người đại diện là cha", "A child, represented by the father"),
    "child-of-the-mother": ("Trẻ em mà hồ sơ không ghi cha", "A child whose record names no father"),
    "child-with-guardian": ("Trẻ mồ côi, người đại diện là bà", "An orphan, represented by the grandmother"),
    "ward": ("Người thành niên được mẹ giám hộ", "An adult under guardianship of the mother"),
    "twin": ("Sinh đôi: chị em gái có cùng ngày sinh", "A twin: the sister has the same birth date"),
    "unlike-twins": (
        "Anh em trai sinh đôi với chị em gái: khác số và giới tính, cùng ngày sinh",
        "A twin brother of a sister: number and sex differ, the birth date does not",
    ),
    "newborn": (
        "Sinh sau khi bỏ cấp huyện: nơi sinh không có huyện",
        "Born after districts were abolished: the birth place has none",
    ),
    "of-age-today": (
        "Đủ 18 tuổi đúng ngày lập dữ liệu: không còn người đại diện",
        "Turned 18 on the day on which the register was taken: nobody represents them",
    ),
    "under-age-still": (
        "Đủ 18 tuổi vào ngày hôm sau: vẫn có người đại diện",
        "Turns 18 the day after: still represented",
    ),
    "elder-alone": ("Cụ bà sống một mình", "An old woman who lives alone"),
    "head-of-three-generations": ("Chủ hộ của một gia đình ba thế hệ", "Head of a household of three generations"),
    "year-only": (
        "Chỉ biết năm sinh; ngày nào trong năm đó cũng khớp",
        "Only the year of birth is known; any day of it agrees",
    ),
    "no-old-card": ("Người thành niên chưa từng có số chứng minh nhân dân 9 số", "An adult who never had nine digits"),
    "old-card": ("Tra được bằng 9 số cũng như 12 số", "Found by nine digits as well as by twelve"),
    "dead": ("Chết năm 2024; hồ sơ vẫn còn", "Died in 2024; the record stays"),
    "missing": ("Bị tuyên bố mất tích năm 2023; hôn nhân vẫn còn", "Declared missing in 2023; the marriage lasts"),
    "declared-dead": ("Bị tuyên bố là đã chết năm 2025", "Declared dead in 2025"),
    "other-sex-in-the-number": (
        "Số định danh ghi giới tính khác: chỉ cảnh báo, không phải lỗi",
        "The number states the other sex: a warning, no error",
    ),
    "double": (
        "Có người khác cùng họ tên và ngày sinh, chỉ khác số",
        "Another person has the same name and birth date; only the number differs",
    ),
    "apostrophe-in-the-name": ("Tên Ê-đê có dấu nháy", "An Ê-đê name with an apostrophe"),
    "eth-in-the-name": ("Tên có chữ Đ, có nơi gõ thành Ð", "A name with Đ, which some type as Ð"),
    "long-name": ("Họ tên tám chữ", "A name of eight words"),
    "short-name": ("Họ tên hai chữ ngắn", "A name of two short words"),
    "lives-elsewhere": ("Đang ở xã khác với nơi thường trú", "Lives in another commune than the permanent residence"),
    "in-a-divided-commune": (
        "Xã cũ bị chia năm 2025 nên địa chỉ cũ được giữ",
        "The commune was divided in 2025, so the old address stays",
    ),
    "no-household-book": ("Hộ chưa từng có sổ hộ khẩu giấy", "The household never had a paper book"),
    "catholic": ("Hồ sơ có ghi tôn giáo", "The record states a religion"),
    "no-blood-group": ("Chưa biết nhóm máu", "The blood group is not known"),
    "centenarian": ("Sinh năm 1921", "Born in 1921"),
    "born-on-a-leap-day": ("Sinh ngày 29 tháng 2 năm 2000", "Born on 29 February 2000"),
    "born-on-new-years-day": (
        "Sinh ngày 1 tháng 1 năm 1970, như nhiều hồ sơ ghi",
        "Born on 1 January 1970, as many records state",
    ),
}
"""By the name of the persona."""
