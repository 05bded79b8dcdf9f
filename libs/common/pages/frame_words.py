"""The texts that the frame of every page needs. A service adds its own: `site`, `footer`, those of its menu, and
`start_again`."""

from common.pages.vocabulary import Text

FRAME: dict[str, Text] = {
    "skip": ("Đến nội dung chính", "Skip to the content"),
    "main_menu": ("Trang chính", "Main pages"),
    "other_language": ("English", "Tiếng Việt"),
    "since": ("từ", "from"),
    "until": ("đến hết", "to the end of"),
    "next_page": ("Trang sau", "Next page"),
    "first_page": ("Trang đầu", "First page"),
    "pages": ("Các trang", "Pages"),
    "not_found_title": ("Không tìm thấy", "Not found"),
    "bad_request_title": ("Yêu cầu chưa đúng", "The request is not understood"),
    "unavailable_title": ("Xin thử lại sau ít phút", "Try again in a moment"),
    "malformed-request": (
        "Địa chỉ có phần không đọc được, chẳng hạn một ngày không có thật.",
        "A part of the address cannot be read, such as a day that does not exist.",
    ),
    "database-unreachable": ("Cơ sở dữ liệu chưa trả lời.", "The database does not answer."),
}
"""The texts of refusals have the type of the problem as their key."""
