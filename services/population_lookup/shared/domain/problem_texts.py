"""The texts of the service's problems in Vietnamese, by type. The English ones stand beside the refusals."""

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "access-not-found": "Không có lượt tra cứu này",
    "agency-not-entitled": "Cơ quan không được tra cứu cho thủ tục này",
    "agency-mismatch": "Yêu cầu tra cứu thay cho cơ quan khác",
    "caller-is-no-citizen": "Mã truy cập không nêu công dân nào",
    "credentials-not-accepted": "Thông tin xác thực không được chấp nhận",
    "expectation-not-found": "Không có kỳ vọng kiểm thử này",
    "faults-not-enabled": "Hệ thống này không mô phỏng lỗi",
    "field-not-returned": "Thao tác này không trả về trường thông tin được yêu cầu",
    "field-not-listed": "Thủ tục không được khai thác trường thông tin này",
    "header-not-understood": "Không hiểu phần đầu (header) bắt buộc của thông điệp SOAP",
    "household-members-not-listed": "Thủ tục không được khai thác thông tin của thành viên hộ gia đình",
    "law-not-current": "Hiện chưa biết chắc quy định có hiệu lực hôm nay",
    "lookups-throttled": "Quá nhiều lượt tra cứu",
    "no-population-fields": "Thủ tục không được khai thác cơ sở dữ liệu dân cư",
    "operation-not-offered": "Chưa cung cấp thao tác này",
    "operation-unknown": "Không có thao tác này",
    "procedure-not-found": "Không có thủ tục này",
    "procedure-not-in-force": "Thủ tục không có hiệu lực",
    "quota-exceeded": "Đã dùng hết số lượt tra cứu trong ngày",
    "request-id-reused": "Mã yêu cầu đã dùng cho yêu cầu khác",
    "service-unavailable": "Dịch vụ tạm thời không phục vụ",
    "session-name-too-long": "Tên phiên kiểm thử quá dài",
    "too-many-personas": "Phiên kiểm thử có quá nhiều nhân vật",
}

DETAILS: Mapping[str, str] = {
    "access-not-found": "Không có lượt tra cứu nào có mã {lookup_id}",
    "agency-not-entitled": "Cơ quan không sở hữu, không thực hiện và không tiếp nhận phiên bản {version} của"
    " {procedure_code}",
    "agency-mismatch": "Cơ quan nêu trong yêu cầu không phải cơ quan mà mã truy cập nêu",
    "caller-is-no-citizen": "Mã truy cập không mang số định danh cá nhân",
    "credentials-not-accepted": "Người dùng, giá trị băm hoặc Timestamp không được chấp nhận",
    "expectation-not-found": "Phiên kiểm thử không có kỳ vọng {expectation_id}",
    "faults-not-enabled": "Chỉ có kỳ vọng và lượt gọi khi dịch vụ được khởi động với FAULTS=1",
    "header-not-understood": "Dịch vụ không hiểu phần đầu (header) SOAP nào",
    "household-members-not-listed": "Phiên bản {version} của thủ tục {procedure_code} không nêu trường thông tin nào"
    " của thành viên hộ gia đình mà {operation} trả về",
    "law-not-current": "Dịch vụ đã ngừng theo dõi các Quyết định; cần người vận hành xử lý",
    "lookups-throttled": "Hãy thử lại sau {seconds} giây",
    "no-population-fields": "Phiên bản {version} của thủ tục {procedure_code} không nêu trường thông tin dân cư nào",
    "operation-not-offered": "{operation} là thao tác của dịch vụ quốc gia mà bản mô phỏng này chưa cung cấp",
    "operation-unknown": "Các thao tác có là {operations}",
    "procedure-not-found": "{procedure_code} chưa từng là mã của một thủ tục",
    "quota-exceeded": "Mỗi ngày được tra cứu {per_day} lượt; lượt tiếp theo từ {ends_at}",
    "request-id-reused": "Cùng một cán bộ đã dùng mã yêu cầu này cho yêu cầu khác",
    "session-name-too-long": "X-Test-Session dài tối đa {most} ký tự",
    "too-many-personas": "Mỗi phiên kiểm thử có tối đa {most} nhân vật riêng",
}
