"""What the pages say in Vietnamese, the official terms of Article 8(2) NĐ 63/2010 first, and in English."""

from collections.abc import Callable
from typing import Literal

from procedures.shared.formats.population_words import POPULATION
from procedures.shared.formats.site_words import SITE, SITE_VALUES

Language = Literal["vi", "en"]

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Nội dung sửa đổi, bổ sung", "What changed"),
    "code": ("Mã thủ tục", "Procedure code"),
    "version": ("Phiên bản", "Version"),
    "number": ("Số", "Number"),
    "text": ("Nội dung", "Text"),
    "compared": ("Hai phiên bản được so sánh", "The two versions compared"),
    "before": ("Trước", "Before"),
    "after": ("Sau", "After"),
    "what": ("Mục", "What"),
    "respect": ("Nội dung", "In what"),
    "act": ("Thay đổi", "Change"),
    "decision": ("Quyết định công bố", "Decision"),
    "signed_on": ("Ngày ký", "Signed on"),
    "in_force": ("Có hiệu lực", "In force"),
    "never": ("không có hiệu lực", "not law"),
    "same": ("Hai phiên bản không khác nhau.", "The two versions say the same."),
    "added": ("+ Thêm", "+ Added"),
    "removed": ("− Bỏ", "− Removed"),
    "changed": ("≠ Sửa", "≠ Changed"),
    "name": ("Tên", "Name"),
    "field": ("Lĩnh vực", "Field"),
    "field_code": ("Mã lĩnh vực", "Field code"),
    "levels": ("Cấp thực hiện", "Administrative levels"),
    "level": ("Cấp", "Level"),
    "steps": ("Trình tự thực hiện", "Steps"),
    "step": ("Bước", "Step"),
    "channels": ("Cách thức thực hiện", "Channels"),
    "channel": ("Cách thức", "Channel"),
    "papers": ("Thành phần, số lượng hồ sơ", "Papers"),
    "paper": ("Giấy tờ", "Paper"),
    "case": ("Trường hợp", "Case"),
    "time_limits": ("Thời hạn giải quyết", "Time limits"),
    "time_limit": ("Thời hạn", "Time limit"),
    "amount": ("Mức", "Amount"),
    "unit": ("Đơn vị", "Unit"),
    "note": ("Ghi chú", "Note"),
    "audience": ("Đối tượng thực hiện", "Who may file"),
    "agency": ("Cơ quan", "Agency"),
    "agency_code": ("Mã cơ quan", "Agency code"),
    "agencies": ("Cơ quan giải quyết", "Agencies by role"),
    "role": ("Vai trò", "Role"),
    "results": ("Kết quả thực hiện", "Results"),
    "result": ("Kết quả", "Result"),
    "conditions": ("Yêu cầu, điều kiện", "Conditions"),
    "fees": ("Phí, lệ phí", "Fees"),
    "fee": ("Khoản thu", "Fee"),
    "currency": ("Tiền tệ", "Currency"),
    "legal_bases": ("Căn cứ pháp lý", "Legal bases"),
    "document": ("Văn bản", "Document"),
    "issued_on": ("Ngày ban hành", "Issued on"),
    "effective_on": ("Ngày hiệu lực", "Effective on"),
    "issuing_body": ("Cơ quan ban hành", "Issuing body"),
    "link": ("Địa chỉ truy cập", "Link"),
    "population_fields": ("Trường thông tin dân cư được khai thác", "Population fields asked for"),
    "population_field": ("Trường thông tin", "Population field"),
    "originals": ("Số bản chính", "Originals"),
    "copies": ("Số bản sao", "Copies"),
    "form.name": ("Mẫu đơn, tờ khai", "Form"),
    "form.url": ("Địa chỉ mẫu đơn", "Form's address"),
    "replaced_by_data.database": ("Thay thế bằng cơ sở dữ liệu", "Replaced by database"),
    "replaced_by_data.fields": ("Trường dữ liệu thay thế", "Replaced by fields"),
    "replaced_by_data.fallback": ("Khi không khai thác được dữ liệu", "If the data cannot be had"),
    "replaced_by_result.code": ("Thay thế bằng kết quả (mã)", "Replaced by result (code)"),
    "replaced_by_result.procedure_code": ("Thay thế bằng kết quả của thủ tục", "Replaced by the result of procedure"),
    **SITE,
}

VALUES: dict[tuple[str, str], tuple[str, str]] = {
    ("channel", "direct"): ("Trực tiếp", "In person"),
    ("channel", "online"): ("Trực tuyến", "Online"),
    ("channel", "post"): ("Bưu chính công ích", "By post"),
    ("unit", "working_day"): ("ngày làm việc", "working days"),
    ("unit", "day"): ("ngày", "days"),
    ("unit", "hour"): ("giờ", "hours"),
    ("unit", "month"): ("tháng", "months"),
    ("level", "ministry"): ("Cấp Bộ", "Ministry"),
    ("level", "province"): ("Cấp tỉnh", "Province"),
    ("level", "district"): ("Cấp huyện", "District"),
    ("level", "commune"): ("Cấp xã", "Commune"),
    ("level", "other"): ("Cơ quan khác", "Other"),
    ("role", "executes"): ("Cơ quan thực hiện", "Executes"),
    ("role", "competent"): ("Cơ quan có thẩm quyền", "Competent"),
    ("role", "delegated"): ("Cơ quan được ủy quyền", "Delegated"),
    ("role", "coordinates"): ("Cơ quan phối hợp", "Coordinates"),
    **{("population_field", field): words for field, words in POPULATION.items()},
    **SITE_VALUES,
}
SPOKEN_AS = {"time_limit": "unit"}
"""A time limit is called by its unit."""


def speaker(language: Language) -> Callable[[str], str]:
    """A word by its key."""
    place = ("vi", "en").index(language)
    return lambda key: WORDS[key][place]


def value_speaker(language: Language) -> Callable[[str, str], str]:
    """A coded value of a kind in words, anything else as it is."""
    place = ("vi", "en").index(language)
    return lambda kind, value: VALUES.get((SPOKEN_AS.get(kind, kind), value), (value, value))[place]
