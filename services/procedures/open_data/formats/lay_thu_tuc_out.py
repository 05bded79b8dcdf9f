"""A procedure in force as the national record `LayThuTuc`: its names, its nesting (a fee on a time limit on a channel;
papers and steps by
case). What this system does not know is an empty text, as national systems write it."""

from collections.abc import Mapping, Sequence
from typing import Any

LEVELS = {
    "ministry": ("0", "Cấp Bộ"),
    "province": ("1", "Cấp tỉnh"),
    "district": ("2", "Cấp huyện"),
    "commune": ("3", "Cấp xã"),
}
CHANNELS = {"direct": "1", "online": "2", "post": "3"}
UNITS = {"working_day": "Ngày làm việc", "day": "Ngày", "hour": "Giờ", "month": "Tháng"}
ROLES = {
    "COQUANTHUCHIEN": "executes",
    "COQUANCOTHAMQUYEN": "competent",
    "COQUANDUOCUYQUYEN": "delegated",
    "COQUANPHOIHOP": "coordinates",
}
Json = Mapping[str, Any]


def heading_out(row: Any) -> dict[str, Any]:
    """A line of `LayDanhSachTTHC`."""
    return {
        "ID": "",
        "MATTHC": row.code,
        "TENTTHC": row.name,
        "MACOQUANCONGBO": row.decision_issuing_body,
        "TRANGTHAI": "1",
        "IDQUYETDINHCONGBO": str(row.decision_id),
        "LINHVUCTHUCHIEN": [{"MALINHVUC": row.field_code, "TENLINHVUC": row.field_name}],
        "CAPTHUCHIEN": levels_out(row.levels),
    }


def record_out(row: Any, names: Mapping[str, str]) -> dict[str, Any]:
    """`names`: of the recorded agencies that the content names."""
    content: Json = row.content
    return {
        **heading_out(row),
        **{key: _agencies(content, role, names) for key, role in ROLES.items()},
        "DOITUONGTHUCHIEN": [{"MADOITUONG": "", "TENDOITUONG": name} for name in content["audience"]],
        "TRINHTUTHUCHIEN": [
            {"TRUONGHOP": of["case"] or "", "TRINHTU": [{"TENTRINHTU": step} for step in of["steps"]]}
            for of in content["steps"]
        ],
        "CACHTHUCTHUCHIEN": [
            {"KENH": CHANNELS[one["channel"]], "THOIGIAN": [_time_limit(limit) for limit in one["time_limits"]]}
            for one in content["channels"]
        ],
        "THANHPHANHOSO": [
            {"TRUONGHOP": of["case"] or "", "GIAYTO": [_paper(paper) for paper in of["papers"]]}
            for of in content["papers"]
        ],
        "KETQUATHUCHIEN": [
            {"MAKETQUA": one["code"] or "", "TENKETQUA": one["name"], "TENTEP": "", "URL": ""}
            for one in content["results"]
        ],
        "YEUCAU": content["conditions"] or "",
        "CANCUPHAPLY": [_legal_basis(one) for one in content["legal_bases"]],
    }


def levels_out(levels: Sequence[str]) -> list[dict[str, str]]:
    """`CAPTHUCHIEN` has no number for another agency: its name alone says it."""
    return [
        {"CAPTHUCHIEN": LEVELS[one][0], "TENCAP": LEVELS[one][1]}
        if one in LEVELS
        else {"CAPTHUCHIEN": "", "TENCAP": "Cơ quan khác"}
        for one in levels
    ]


def _agencies(content: Json, role: str, names: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"MADONVI": one["code"] or "", "TENDONVI": one["name"] or names.get(one["code"], "")}
        for one in content["agencies"]
        if one["role"] == role
    ]


def _time_limit(limit: Json) -> dict[str, Any]:
    fees = [
        {
            "MAPHILEPHI": "",
            "SOTIEN": str(fee["amount"]),
            "DONVI": fee["currency"],
            "MOTA": fee["name"],
            "TENTEP": "",
            "URL": "",
        }
        for fee in limit["fees"]
    ]
    return {
        "THOIGIANGIAIQUYET": str(limit["amount"]),
        "DONVITINH": UNITS[limit["unit"]],
        "MOTA": limit["note"] or "",
        "PHILEPHI": fees,
    }


def _paper(paper: Json) -> dict[str, Any]:
    form, replaced = paper["form"] or {}, paper["replaced_by_result"] or {}
    return {
        "MAGIAYTO": paper["code"] or "",
        "TENGIAYTO": paper["name"],
        "TENMAUDON": form.get("name") or "",
        "URL": form.get("url") or "",
        "SOBANCHINH": str(paper["originals"]),
        "SOBANSAO": str(paper["copies"]),
        "MA_KQ_THAYTHE": replaced.get("code") or "",
    }


def _legal_basis(one: Json) -> dict[str, str]:
    return {
        "SOVANBAN": one["number"],
        "TENVANBAN": one["title"],
        "NGAYBANHANH": one["issued_on"] or "",
        "NGAYHIEULUC": one["effective_on"] or "",
        "COQUANBANHANH": one["issuing_body"] or "",
        "DIACHITRUYCAP": one["link"] or "",
    }
