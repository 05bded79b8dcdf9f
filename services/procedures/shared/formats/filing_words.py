"""Texts of the box that says whether a dossier may be filed online."""

FILING: dict[str, tuple[str, str]] = {
    "online_filing": ("Nộp hồ sơ trực tuyến", "Filing online"),
    "may_file_online": ("Nộp trực tuyến được", "A dossier may be filed online"),
    "online_filing_begins": ("Nộp trực tuyến được từ ngày", "Filing online is possible from"),
    "online_filing_ends": ("Không nộp trực tuyến được nữa từ ngày", "Filing online ends on"),
    "partial_reason": ("Lý do chỉ cung cấp một phần", "Why only some steps are online"),
    "proactive_level": ("Mức độ chủ động", "Proactive level"),
    "online_filing_unknown": (
        "Hiện chưa biết có nộp trực tuyến được hay không. Quý vị vẫn nộp được trực tiếp hoặc qua bưu chính.",
        "Whether a dossier may be filed online is not known now. It may be filed in person or by post.",
    ),
}

FILING_VALUES: dict[tuple[str, str], tuple[str, str]] = {
    ("filing_level", "full"): ("(toàn trình)", "(all steps online)"),
    ("filing_level", "partial"): ("(một phần)", "(some steps online)"),
    ("filing_level", "information_only"): ("(chỉ cung cấp thông tin)", "(information only)"),
    ("filing_level", "undetermined"): ("(chưa xác định mức độ)", "(no level is stated)"),
    ("online_obstacle", "procedure_not_in_force"): ("Thủ tục không có hiệu lực", "The procedure is not in force"),
    ("online_obstacle", "not_offered"): ("Chưa nộp trực tuyến được", "A dossier may not be filed online"),
    ("online_obstacle", "information_only"): (
        "Không nộp trực tuyến được: chỉ cung cấp thông tin",
        "A dossier may not be filed online: the procedure is only described",
    ),
    ("online_obstacle", "undetermined"): (
        "Chưa nộp trực tuyến được: mức độ chưa được xác định",
        "A dossier may not be filed online yet: no level is determined",
    ),
    ("proactive", "1"): ("1, nhắc", "1, the agency reminds"),
    ("proactive", "2"): ("2, nhắc và chuẩn bị hồ sơ", "2, the agency reminds and prepares the dossier"),
    ("proactive", "3"): ("3, khuyến nghị phương án", "3, the agency also recommends what to do"),
    ("proactive", "4"): (
        "4, tự động thực hiện, quý vị có quyền từ chối",
        "4, the agency acts by itself, and you may refuse",
    ),
    ("service_set", "essential"): ("Dịch vụ công thiết yếu", "Essential service"),
    ("service_set", "interconnected"): ("Nhóm thủ tục liên thông", "Handled together with other procedures"),
    ("online_obstacle", "review_pending"): (
        "Tạm dừng nộp trực tuyến: thủ tục vừa được sửa đổi, dịch vụ đang được rà soát",
        "Filing online is paused: the procedure was amended, and the service is being reviewed",
    ),
    ("online_obstacle", "content_not_here_yet"): (
        "Tạm thời chưa nộp trực tuyến được, đang cập nhật nội dung thủ tục",
        "A dossier may not be filed online for a moment: the content is being brought up to date",
    ),
}
