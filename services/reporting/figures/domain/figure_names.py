"""The name and definition of each figure of the annual report, in the report's two languages."""

from reporting.figures.domain.dossier_figures import DOSSIER_WORDINGS
from reporting.figures.domain.wordings import Wording

WORDINGS = {
    "decisions": Wording(
        "Quyết định công bố",
        "Decisions",
        "Quyết định ký trong kỳ, không kể quyết định nhập danh mục ban đầu",
        "Decisions signed in the period, without those that brought in the opening catalogue",
    ),
    "agencies": Wording(
        "Cơ quan, đơn vị",
        "Agencies",
        "cơ quan có nội dung được công bố trong các quyết định này",
        "agencies on whose matters these Decisions were made",
    ),
    "procedures": Wording(
        "TTHC được công bố",
        "Procedures published",
        "dòng danh mục ban hành mới, sửa đổi, thay thế, bãi bỏ; mỗi dòng tính một lần",
        "items that introduce, amend, replace or repeal, each once",
    ),
    "introduced": Wording("TTHC quy định mới", "New", "dòng danh mục ban hành mới", "items of kind introduce"),
    "changed": Wording(
        "TTHC sửa đổi, bổ sung, thay thế",
        "Amended, supplemented or replaced",
        "dòng danh mục sửa đổi hoặc thay thế; thay bằng mã khác vẫn tính một lần",
        "items of kind amend or replace; a replacement by another code counts once",
    ),
    "repealed": Wording("TTHC bãi bỏ", "Repealed", "dòng danh mục bãi bỏ", "items of kind repeal"),
    "standardised": Wording(
        "TTHC được chuẩn hóa",
        "Put into the national form",
        "dòng danh mục chuẩn hóa: nội dung theo mẫu quốc gia, quy định không đổi",
        "items of kind standardise: the law is the same, so they are not among the procedures published",
    ),
    "designated": Wording(
        "TTHC đưa vào danh mục thực hiện",
        "Designated for another way of handling",
        "dòng danh mục qua bưu chính, tại một cửa, không phụ thuộc địa giới và tương tự",
        "items of kind designate: by post, at the one-stop, without regard to place, and the like",
    ),
    "confirmed": Wording(
        "TTHC được công bố lại", "Published again", "dòng danh mục công bố lại", "items of kind confirm"
    ),
    "unrecorded_predecessors": Wording(
        "trong đó TTHC chưa được ghi nhận trước đó",
        "of these older than the register",
        "dòng danh mục sửa đổi, thay thế, bãi bỏ TTHC mà hệ thống chưa ghi nhận phiên bản nào trước đó",
        "items that amend, replace or repeal a procedure no earlier version of which was recorded",
    ),
    "annulled_items": Wording(
        "Dòng danh mục bị hủy bỏ",
        "Items annulled since",
        "trong số dòng danh mục đã công bố, kể cả dòng đủ điều kiện; các số khác vẫn tính như đã công bố",
        "of the items as published, declarations among them; the other figures count what was published",
    ),
    "corrected_items": Wording(
        "Dòng danh mục được đính chính",
        "Items corrected since",
        "trong số dòng danh mục đã công bố",
        "of the items as published",
    ),
    "processes": Wording(
        "Quy trình nội bộ, liên thông",
        "Internal and inter-agency processes",
        "quy trình được các quyết định này phê duyệt",
        "processes that these Decisions approve",
    ),
    "inter_agency_processes": Wording(
        "trong đó liên thông",
        "of these inter-agency",
        "quy trình qua nhiều cơ quan",
        "processes through several agencies",
    ),
    "annulled_processes": Wording(
        "Quy trình bị hủy bỏ",
        "Processes annulled since",
        "trong số quy trình đã phê duyệt, cùng với cả quyết định bị hủy bỏ",
        "of the processes as approved, those of Decisions annulled as a whole",
    ),
    "late_decisions": Wording(
        "Quyết định công bố chậm",
        "Decisions that came late",
        "quyết định có dòng danh mục có hiệu lực trước ngày ký",
        "Decisions with an item in effect before they were signed",
    ),
    "household_book_decisions": Wording(
        "Quyết định về sổ hộ khẩu, sổ tạm trú",
        "Decisions on household-book papers",
        "quyết định thuộc chuyên đề này",
        "Decisions of that topic",
    ),
    "essential_decisions": Wording(
        "Quyết định về DVC thiết yếu",
        "Decisions on essential services",
        "quyết định thuộc chuyên đề này",
        "Decisions of that topic",
    ),
    "essential_services": Wording(
        "DVC thiết yếu",
        "Essential services",
        "TTHC khác nhau trong các quyết định đó; TTHC thay thế tính cùng TTHC cũ",
        "different procedures in those Decisions; a successor counts as its predecessor",
    ),
    "online": Wording(
        "DVCTT cuối kỳ",
        "Online services at the end",
        "dịch vụ cung cấp vào ngày cuối kỳ, kể cả đang rà soát",
        "services offered on the last day as decided so far, also those under review",
    ),
    "online_full": Wording(
        "DVCTT toàn trình", "of these full", "cung cấp toàn trình vào ngày đó", "offered in full on that day"
    ),
    "online_partial": Wording(
        "DVCTT một phần", "of these partial", "cung cấp một phần vào ngày đó", "offered in part on that day"
    ),
    "declaring_decisions": Wording(
        "Quyết định công bố DVCTT toàn trình",
        "Decisions that declare procedures online",
        "quyết định thuộc chuyên đề này",
        "Decisions of that topic",
    ),
    "declaring_agencies": Wording(
        "Cơ quan có TTHC đủ điều kiện",
        "Agencies with declared procedures",
        "cơ quan có dòng danh mục đủ điều kiện",
        "agencies with an item of kind declare_online",
    ),
    "declared_online": Wording(
        "TTHC đủ điều kiện toàn trình",
        "Procedures declared fit for online",
        "dòng danh mục đủ điều kiện",
        "items of kind declare_online",
    ),
    "declared_ministry": Wording(
        "trong đó cấp bộ",
        "of these ministry",
        "tính theo cấp thực hiện cao nhất",
        "counted under the highest level",
    ),
    "declared_province": Wording(
        "trong đó cấp tỉnh",
        "of these province",
        "tính theo cấp thực hiện cao nhất",
        "counted under the highest level",
    ),
    "declared_district": Wording(
        "trong đó cấp huyện",
        "of these district",
        "tính theo cấp thực hiện cao nhất",
        "counted under the highest level",
    ),
    "declared_commune": Wording(
        "trong đó cấp xã",
        "of these commune",
        "tính theo cấp thực hiện cao nhất",
        "counted under the highest level",
    ),
    "declared_other": Wording(
        "trong đó cấp khác",
        "of these other levels",
        "tính theo cấp thực hiện cao nhất",
        "counted under the highest level",
    ),
    "lookups_answered": Wording(
        "Lượt tra cứu dân cư được trả lời",
        "Look-ups answered",
        "lượt tra cứu trong kỳ, kể cả không có kết quả",
        "look-ups of the period, also those that matched nobody",
    ),
    "lookups_refused": Wording(
        "Lượt tra cứu bị từ chối",
        "Look-ups refused",
        "lượt tra cứu trong kỳ bị từ chối",
        "look-ups of the period that were refused",
    ),
    **{figure.value: wording for figure, wording in DOSSIER_WORDINGS.items()},
}
