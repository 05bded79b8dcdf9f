"""The name and the formula of each share in the catalogue, in the two languages."""

from reporting.figures.domain.wordings import Wording

SHARE_WORDINGS = {
    "online_full_share": Wording(
        "Tỷ lệ DVCTT toàn trình",
        "Share of full online services",
        "DVCTT toàn trình / DVCTT cuối kỳ",
        "full online services of all online services at the end",
    ),
    "publications_timely_share": Wording(
        "Tỷ lệ công khai đúng hạn",
        "Share of publications in time",
        "lượt công khai đúng hạn / lượt công khai có hạn",
        "publications on time of all publications with a deadline",
    ),
    "dossiers_online_share": Wording(
        "Tỷ lệ hồ sơ trực tuyến",
        "Share of dossiers filed online",
        "hồ sơ tiếp nhận trực tuyến / hồ sơ tiếp nhận",
        "dossiers received online of all dossiers received",
    ),
    "dossiers_timely_share": Wording(
        "Tỷ lệ hồ sơ giải quyết đúng hạn",
        "Share of results in time",
        "hồ sơ trước hạn và đúng hạn / hồ sơ đã giải quyết có ngày hẹn",
        "results early or on time of all results with an appointment",
    ),
    "dossiers_digitised_share": Wording(
        "Tỷ lệ hồ sơ số hóa đầy đủ",
        "Share of dossiers wholly digitised",
        "hồ sơ số hóa đầy đủ / hồ sơ tiếp nhận",
        "dossiers wholly digitised of all dossiers received",
    ),
    "dossiers_reused_share": Wording(
        "Tỷ lệ hồ sơ tái sử dụng dữ liệu",
        "Share of dossiers with reused papers",
        "hồ sơ tái sử dụng dữ liệu / hồ sơ tiếp nhận",
        "dossiers with reused papers of all dossiers received",
    ),
    "dossiers_paid_online_share": Wording(
        "Tỷ lệ hồ sơ thanh toán trực tuyến",
        "Share of dossiers paid online",
        "hồ sơ thanh toán trực tuyến / hồ sơ tiếp nhận",
        "dossiers paid online of all dossiers received",
    ),
    "district_groups_share": Wording(
        "Tỷ lệ cấp huyện có tổ công tác",
        "Share of districts with a working group",
        "tổ công tác cấp huyện / số đơn vị cấp huyện đã nhập (districts)",
        "working groups of districts of the districts entered (districts)",
    ),
    "commune_groups_share": Wording(
        "Tỷ lệ cấp xã có tổ công tác",
        "Share of communes with a working group",
        "tổ công tác cấp xã / số đơn vị cấp xã đã nhập (communes)",
        "working groups of communes of the communes entered (communes)",
    ),
    "village_groups_share": Wording(
        "Tỷ lệ thôn, bản, tổ dân phố có tổ công tác",
        "Share of villages with a working group",
        "tổ công tác cấp thôn / số thôn, bản, tổ dân phố đã nhập (villages)",
        "working groups of villages of the villages entered (villages)",
    ),
}
