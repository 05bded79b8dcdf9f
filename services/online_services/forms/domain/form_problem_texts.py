"""The texts of the problems of forms in Vietnamese, by type."""

from collections.abc import Mapping

FORM_TITLES: Mapping[str, str] = {
    "form-data-invalid": "Dữ liệu không đúng biểu mẫu",
    "form-data-missing": "Phải điền biểu mẫu",
    "form-data-unexpected": "Phiên bản này không có biểu mẫu để điền",
    "form-field-altered": "Trường do biểu mẫu điền sẵn đã bị sửa",
    "form-not-recorded": "Phiên bản này chưa có biểu mẫu",
    "form-of-another-agency": "Cơ quan khác ghi nhận biểu mẫu của thủ tục này",
    "form-schema-refused": "Lược đồ JSON của biểu mẫu không được chấp nhận",
    "version-not-found": "Không có phiên bản này",
}

FORM_DETAILS: Mapping[str, str] = {
    "form-data-missing": "Thủ tục {procedure_code} phiên bản {version} có biểu mẫu phải điền",
    "form-data-unexpected": "Thủ tục {procedure_code} phiên bản {version} không có biểu mẫu",
    "form-field-altered": "Các trường này đã bị sửa: {pointers}",
    "form-not-recorded": "Chưa ghi nhận biểu mẫu của thủ tục {procedure_code} phiên bản {version}",
    "form-of-another-agency": "{owner} ghi nhận biểu mẫu của thủ tục {procedure_code}",
    "version-not-found": "Thủ tục {procedure} không có phiên bản {version}",
}
