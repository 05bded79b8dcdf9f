"""The texts of the service's problems in Vietnamese, by type. The English ones stand beside the refusals."""

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "content-not-here-yet": "Nội dung của thủ tục chưa đến đây",
    "duplicate-procedure": "Một yêu cầu nêu một thủ tục hai lần",
    "full-service-with-reason": "Dịch vụ công toàn trình không nêu lý do",
    "online-level-unchanged": "Dịch vụ đã ở mức độ này",
    "online-service-already-registered": "Thủ tục đã được cung cấp trực tuyến",
    "online-service-not-found": "Không có dịch vụ công trực tuyến này",
    "online-service-not-offered": "Dịch vụ không được cung cấp vào ngày này",
    "online-service-not-under-review": "Dịch vụ không trong diện rà soát",
    "partial-service-without-reason": "Dịch vụ công một phần phải công khai lý do",
    "procedure-not-found": "Không có thủ tục này",
    "procedure-not-in-force-on-day": "Thủ tục không có hiệu lực vào ngày này",
    "procedure-not-in-force": "Thủ tục không có hiệu lực",
    "duplicate-service-set": "Một yêu cầu nêu một nhóm dịch vụ, hoặc một thủ tục trong nhóm, hai lần",
    "proactive-level-unchanged": "Dịch vụ đã ở mức độ chủ động này",
    "service-set-not-found": "Không có nhóm dịch vụ này vào ngày này",
    "unexpected-partial-reason": "Mức độ này không có lý do cung cấp một phần",
    "unknown-partial-reason": "Lý do không thuộc danh mục mà pháp luật quy định",
}

DETAILS: Mapping[str, str] = {
    "duplicate-procedure": "Mỗi thủ tục chỉ được nêu một lần: {procedures}",
    "full-service-with-reason": "Dịch vụ công toàn trình không được nêu lý do cung cấp một phần",
    "online-level-unchanged": "Vào ngày {on} dịch vụ đã có mức độ này và lý do này",
    "online-service-already-registered": "Các thủ tục này đã được cung cấp trực tuyến vào ngày đó hoặc sau đó:"
    " {procedures}",
    "online-service-not-found": "Không có dịch vụ công trực tuyến nào có mã {id}",
    "online-service-not-offered": "Dịch vụ không được cung cấp vào ngày {on}",
    "online-service-not-under-review": "Dịch vụ không chờ rà soát",
    "partial-service-without-reason": "Dịch vụ công một phần phải nêu lý do và căn cứ pháp lý",
    "procedure-not-in-force": "Các thủ tục này không có hiệu lực vào ngày được nêu: {procedures}",
    "duplicate-service-set": "Mỗi nhóm, và mỗi thủ tục trong nhóm, chỉ được nêu một lần: {names}",
    "proactive-level-unchanged": "Vào ngày {on} dịch vụ đã ở mức độ chủ động này",
    "service-set-not-found": "Không có nhóm dịch vụ {set_code} vào ngày {on}",
    "unexpected-partial-reason": "Chỉ dịch vụ công một phần mới nêu lý do, mức độ {level} thì không",
    "unknown-partial-reason": "Bảng lý do không có: {reasons}",
}
