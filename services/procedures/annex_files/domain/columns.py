"""The columns of an annex and their Vietnamese headings. Case, diacritics, spaces and punctuation of a heading do not
matter."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """`description` tells the drafter what to write in the column."""

    name: str
    heading: str
    description: str
    required: bool = False


COLUMNS = (
    Column(
        "number",
        "STT",
        "Số thứ tự, số nguyên; khi có cột Danh mục thì là số trong danh mục, như đã in",
        required=True,
    ),
    Column("list", "Danh mục", "Tên danh mục của Quyết định, khi có nhiều danh mục"),
    Column("section", "Mục trong danh mục", "Tên mục trong danh mục, ví dụ: I. Lĩnh vực Hộ tịch"),
    Column(
        "kind",
        "Loại thay đổi",
        (
            "Mới ban hành | Sửa đổi, bổ sung | Thay thế | Bãi bỏ | Chuẩn hóa | Đủ điều kiện trực tuyến"
            " | Đưa vào danh mục | Công bố lại"
        ),
        required=True,
    ),
    Column("procedure_code", "Mã TTHC", "Dạng 1.001234 hoặc 1.001234.H60; ô phải ở định dạng văn bản", required=True),
    Column("effective_on", "Ngày có hiệu lực", "Ngày, hoặc văn bản dạng 31/12/2026 hay 2026-12-31", required=True),
    Column("name", "Tên TTHC", "Bắt buộc khi ban hành mới, sửa đổi, chuẩn hóa, thay thế"),
    Column("field_code", "Mã lĩnh vực", "Ví dụ G15-TP110; đã có trong danh mục lĩnh vực"),
    Column("agency_code", "Mã cơ quan", "Ví dụ H60.01; đã có trong danh mục cơ quan"),
    Column("levels", "Cấp thực hiện", "Cấp Bộ, Cấp tỉnh, Cấp xã, Cơ quan khác; cách nhau bằng dấu phẩy"),
    Column(
        "changed_parts",
        "Nội dung sửa đổi",
        "Tên các nội dung thay đổi, cách nhau bằng dấu chấm phẩy; '-' nếu không có; để trống nếu Quyết định không nêu",
    ),
    Column("successor_code", "Mã TTHC thay thế", "Chỉ khi thay thế bằng thủ tục có mã khác"),
    Column(
        "replaced_name",
        "Tên TTHC bị thay thế",
        "Khi thủ tục có mã khác thay thế một thủ tục chưa ghi nhận trước đây; các cột sau để trống nếu không đổi",
    ),
    Column("replaced_field_code", "Mã lĩnh vực của TTHC bị thay thế", "Như mã lĩnh vực"),
    Column("replaced_agency_code", "Mã cơ quan của TTHC bị thay thế", "Như mã cơ quan; có thể đã giải thể"),
    Column("replaced_levels", "Cấp thực hiện của TTHC bị thay thế", "Như cấp thực hiện; có thể là Cấp huyện"),
    Column(
        "predecessor_unrecorded",
        "Chưa ghi nhận trước đây",
        "x nếu các phiên bản trước của thủ tục chưa được ghi nhận; khi bãi bỏ thì nêu cả tên, lĩnh vực, cơ quan, cấp",
    ),
    Column("online_level", "Mức độ trực tuyến", "Toàn trình | Một phần; chỉ khi đủ điều kiện trực tuyến"),
    Column("designation", "Danh mục chỉ định", "Mã danh mục, ví dụ postal, one_stop, any_place; khi đưa vào danh mục"),
    Column(
        "population_fields",
        "Trường thông tin được khai thác",
        "Tên trường của cơ sở dữ liệu dân cư, ví dụ full_name; cách nhau bằng dấu phẩy",
    ),
    Column(
        "household_member_fields",
        "Trường thông tin của thành viên hộ gia đình",
        "Như trường thông tin được khai thác, của các thành viên khác trong hộ; chỉ khi có household_head",
    ),
    Column("steps", "Trình tự thực hiện", "Mỗi bước một dòng trong ô"),
    Column("channels", "Cách thức thực hiện", "Trực tiếp, Trực tuyến, Dịch vụ bưu chính; cách nhau bằng dấu phẩy"),
    Column(
        "time_limits",
        "Thời hạn giải quyết",
        "Mỗi dòng một thời hạn: 5 ngày làm việc; Trực tiếp: 3 - 5 ngày (ghi chú); điều kiện: ...; căn cứ: ...",
    ),
    Column(
        "fees",
        "Phí, lệ phí",
        "Mỗi dòng một khoản: Trực tiếp: Lệ phí: 70.000 đồng/hồ sơ; miễn: ...; giảm: 50% ...",
    ),
    Column(
        "papers",
        "Thành phần hồ sơ",
        "Mỗi dòng: Tờ khai: 1 bản chính, 0 bản sao; dòng kết thúc bằng dấu hai chấm là tiêu đề của các dòng sau",
    ),
    Column("dossier_sets", "Số bộ hồ sơ", "Ví dụ 1 hoặc 01 bộ"),
    Column(
        "reception",
        "Địa điểm tiếp nhận",
        "Mỗi dòng một nơi: Trung tâm ...; thời gian tiếp nhận: 7h30 - 17h",
    ),
    Column("results", "Kết quả thực hiện", "Mỗi kết quả một dòng: Giấy phép; thời hạn hiệu lực: 05 năm"),
    Column("audience", "Đối tượng thực hiện", "Mỗi đối tượng một dòng"),
    Column("conditions", "Yêu cầu, điều kiện", "Văn bản"),
    Column("legal_bases", "Căn cứ pháp lý", "Mỗi dòng: khoản 2 Điều 5, 60/2014/QH13: Luật Hộ tịch"),
    Column("agencies", "Cơ quan thực hiện", "Mỗi cơ quan một dòng"),
    Column("competent_agencies", "Cơ quan có thẩm quyền", "Như cơ quan thực hiện"),
    Column("delegated_agencies", "Cơ quan được ủy quyền", "Như cơ quan thực hiện"),
    Column("coordinating_agencies", "Cơ quan phối hợp", "Như cơ quan thực hiện"),
    Column(
        "document",
        "Tên VBQPPL quy định",
        "Căn cứ, trong một ô: Nghị định số 104/2022/NĐ-CP ngày 21/12/2022 ..., có hiệu lực từ ngày 01/01/2023",
    ),
    Column("document_number", "Số văn bản", "Văn bản quy phạm pháp luật làm căn cứ của dòng; bắt buộc khi bãi bỏ"),
    Column("document_title", "Trích yếu văn bản", "Bắt buộc ở dòng đầu tiên nêu số văn bản"),
    Column("document_issued_on", "Ngày ban hành văn bản", "Như ngày có hiệu lực"),
    Column("document_effective_on", "Ngày hiệu lực văn bản", "Như ngày có hiệu lực"),
    Column(
        "document_kind",
        "Loại văn bản",
        "Văn bản quy phạm pháp luật | Quyết định công bố của bộ, ngành (không có ngày hiệu lực)",
    ),
    Column("national_snapshot", "Ảnh chụp danh mục quốc gia", "Mã (UUID) của ảnh chụp mà dòng này theo"),
    Column("national_code", "Mã TTHC quốc gia", "Mã trong ảnh chụp đó; để trống nếu trùng Mã TTHC"),
)


def key_of(text: str) -> str:
    """The key by which headings and values of a vocabulary are compared: ASCII words in small letters."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


BY_KEY = {key_of(column.heading): column for column in COLUMNS}
HEADINGS = {column.name: column.heading for column in COLUMNS}
