"""The texts of this service's problems in Vietnamese, by type. The English ones stand beside the refusals."""

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "column-not-exportable": "Có cột không xuất được ra tệp",
    "entry-decided-already": "Số liệu đã được duyệt hoặc trả lại",
    "entry-sheet-of-another-agency": "Tệp số liệu của cơ quan khác",
    "entry-sheet-refused": "Tệp số liệu có dòng bị từ chối, chưa nhận dòng nào",
    "entry-sheet-unknown": "Tệp không phải là mẫu nhập số liệu",
    "figure-not-found": "Không có số liệu này",
    "figure-not-split": "Số liệu không phân tổ theo chiều này",
    "figure-of-other-periods": "Số liệu được nhập theo loại kỳ khác",
    "figure-without-history": "Không lưu số liệu đã biết trước đây",
    "group-without-dimension": "Nêu nhóm mà không nêu chiều phân tổ",
    "indicator-defined-already": "Chỉ tiêu đã có",
    "indicator-invalid": "Định nghĩa chỉ tiêu không nhất quán",
    "indicator-not-found": "Không có chỉ tiêu này",
    "indicator-of-another-agency": "Chỉ tiêu của cơ quan khác",
    "indicator-revision-missing": "Phải nêu bản chỉ tiêu đã xem",
    "indicator-unit-fixed": "Cách đo của chỉ tiêu không thay đổi",
    "own-entry": "Không tự duyệt số liệu do mình nhập",
    "period-malformed": "Kỳ báo cáo sai định dạng",
    "period-reversed": "Kỳ báo cáo kết thúc trước khi bắt đầu",
    "period-too-long": "Kỳ báo cáo quá dài",
    "record-changed": "Bản ghi đã có phiên bản mới",
    "record-entered-already": "Bản ghi đã có",
    "record-invalid": "Bản ghi không nhất quán",
    "record-not-found": "Không có bản ghi này",
    "record-of-another-agency": "Bản ghi của cơ quan khác",
    "record-revision-missing": "Phải nêu phiên bản đã xem",
    "value-entered-already": "Đã có số liệu cho địa bàn và kỳ này",
    "value-invalid": "Số liệu không phù hợp với chỉ tiêu",
    "value-not-found": "Không có số liệu này",
    "value-replaced-already": "Số liệu không phải là số liệu cuối cùng",
}

DETAILS: Mapping[str, str] = {
    "entry-decided-already": "{entry} đã được quyết định: {outcome}",
    "entry-sheet-of-another-agency": "Mẫu này của cơ quan {agency}",
    "entry-sheet-refused": "{count} dòng bị từ chối; `lines` nêu lý do của từng dòng",
    "figure-not-found": "Danh mục không có số liệu {figure}",
    "figure-not-split": "{figure} không phân tổ theo {by}; có thể phân tổ theo: {dimensions}",
    "figure-of-other-periods": "{figure} được nhập theo từng {period_kind}",
    "figure-without-history": "{figure} chỉ có theo những gì đang biết",
    "group-without-dimension": "Hãy nêu trong `by` chiều phân tổ của nhóm {group}",
    "indicator-defined-already": "Chỉ tiêu {indicator} đã được định nghĩa",
    "indicator-not-found": "Không có chỉ tiêu mang mã {indicator}",
    "indicator-of-another-agency": "Cơ quan này không báo cáo chỉ tiêu {indicator}",
    "indicator-revision-missing": "Sửa chỉ tiêu {indicator} phải kèm If-Match",
    "indicator-unit-fixed": "{field} của chỉ tiêu {indicator} không thay đổi: hãy định nghĩa chỉ tiêu khác",
    "own-entry": "{entry} do chính người dùng này nhập: người khác duyệt hoặc trả lại",
    "period-malformed": (
        "{period} không phải là kỳ báo cáo: hãy viết như 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W53, 2026-07-15"
        " hoặc 2026-07-01..2026-07-15"
    ),
    "period-reversed": "Kỳ báo cáo bắt đầu ngày {starts_on} và kết thúc ngày {ends_on}",
    "period-too-long": "Từ ngày {starts_on} đến ngày {ends_on} dài hơn {most_years} năm",
    "record-changed": "Phiên bản {version} của {record} không phải là phiên bản cuối; phiên bản cuối là {last}",
    "record-entered-already": "{record} đã có phiên bản {version}: hãy nhập phiên bản mới",
    "record-not-found": "Không có bản ghi {record}",
    "record-of-another-agency": "Cơ quan này không nhập {record}",
    "record-revision-missing": "Phiên bản mới của {record} phải kèm If-Match",
    "value-entered-already": "Đã nhập {numerator}: số liệu đính chính nêu số liệu đó trong replaces",
    "value-invalid": "{field}: {reason_vi}",
    "value-not-found": "Không có số liệu mang mã {value}",
    "value-replaced-already": "{value} không phải là số liệu cuối cùng cho địa bàn và kỳ này",
}
"""With facts of the problem in braces. A type that has none keeps its English detail."""
