"""A procedure in force as the national record `LayThuTuc`, with its names and its nesting: fees within time limits
within channels, papers and steps by case. A value that this system does not have is an empty text, as in national
systems."""

from collections.abc import Mapping, Sequence
from typing import Any

from procedures.law.domain.dossier_texts import reception_text, result_text, sets_text
from procedures.law.domain.fee_texts import beside_text, due_text
from procedures.law.domain.fees import FeeForm
from procedures.law.domain.legal_basis_texts import provision_text
from procedures.law.domain.submission_channels import TimeForm
from procedures.law.domain.time_limit_texts import noted_text, time_parts
from procedures.law.formats.decoded_parts import fee_of, legal_basis_of, reception_of, result_of, time_limit_of

LEVELS = {
    "ministry": ("0", "Cấp Bộ"),
    "province": ("1", "Cấp tỉnh"),
    "district": ("2", "Cấp huyện"),
    "commune": ("3", "Cấp xã"),
}
CHANNELS = {"direct": "1", "online": "2", "post": "3", "unstated": ""}
"""`KENH` has no number for a channel that the Decision does not name."""
ROLES = {
    "COQUANTHUCHIEN": "executes",
    "COQUANCOTHAMQUYEN": "competent",
    "COQUANDUOCUYQUYEN": "delegated",
    "COQUANPHOIHOP": "coordinates",
}
Json = Mapping[str, Any]


def heading_out(row: Any) -> dict[str, Any]:
    """An entry of `LayDanhSachTTHC`."""
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
    """`names` maps the codes of the agencies in the content to their names."""
    content: Json = row.content
    return {
        **heading_out(row),
        **{key: _agencies(content, role, names) for key, role in ROLES.items()},
        "DOITUONGTHUCHIEN": [{"MADOITUONG": "", "TENDOITUONG": name} for name in content["audience"]],
        "TRINHTUTHUCHIEN": [
            {"TRUONGHOP": group["case"] or "", "TRINHTU": [{"TENTRINHTU": step} for step in group["steps"]]}
            for group in content["steps"]
        ],
        "CACHTHUCTHUCHIEN": [
            {"KENH": CHANNELS[channel["channel"]], "THOIGIAN": _times(channel)} for channel in content["channels"]
        ],
        "THANHPHANHOSO": [
            {"TRUONGHOP": group["case"] or "", "GIAYTO": [_paper(paper) for paper in group["papers"]]}
            for group in [*_sets(content), *content["papers"]]
        ],
        "KETQUATHUCHIEN": [
            {"MAKETQUA": result["code"] or "", "TENKETQUA": result_text(result_of(result)), "TENTEP": "", "URL": ""}
            for result in content["results"]
        ],
        "YEUCAU": content["conditions"] or "",
        "DIACHITIEPNHAN": "\n".join(reception_text(reception_of(place)) for place in content.get("reception", ())),
        "CANCUPHAPLY": [_legal_basis(basis) for basis in content["legal_bases"]],
    }


def levels_out(levels: Sequence[str]) -> list[dict[str, str]]:
    """`CAPTHUCHIEN` has no number for "another agency", which is identified by its name only."""
    return [
        {"CAPTHUCHIEN": LEVELS[level][0], "TENCAP": LEVELS[level][1]}
        if level in LEVELS
        else {"CAPTHUCHIEN": "", "TENCAP": "Cơ quan khác"}
        for level in levels
    ]


def _agencies(content: Json, role: str, names: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"MADONVI": agency["code"] or "", "TENDONVI": agency["name"] or names.get(agency["code"], "")}
        for agency in content["agencies"]
        if agency["role"] == role
    ]


def _times(channel: Json) -> list[dict[str, Any]]:
    """The time limits; fees that belong to none of them stand under a time that is empty."""
    times = [_time_limit(limit) for limit in channel["time_limits"]]
    if fees := channel.get("fees"):
        empty = {"THOIGIANGIAIQUYET": "", "DONVITINH": "", "MOTA": ""}
        times.append({**empty, "PHILEPHI": [_fee(fee) for fee in fees]})
    return times


def _time_limit(limit: Json) -> dict[str, Any]:
    decoded = time_limit_of(limit)
    amount, unit = time_parts(decoded)
    is_length = decoded.form is TimeForm.LENGTH
    return {
        "THOIGIANGIAIQUYET": str(limit["amount"]) if is_length else amount,
        "DONVITINH": unit.capitalize(),
        "MOTA": noted_text(decoded),
        "PHILEPHI": [_fee(fee) for fee in limit["fees"]],
    }


def _fee(fee: Json) -> dict[str, str]:
    """An amount is a number with its currency; any other fee is a text."""
    decoded = fee_of(fee)
    is_amount = decoded.form is FeeForm.AMOUNT
    return {
        "MAPHILEPHI": "",
        "SOTIEN": str(fee["amount"]) if is_amount else due_text(decoded),
        "DONVI": fee["currency"] if is_amount else "",
        "MOTA": f"{fee['name']}{beside_text(decoded, kind_in_name=False)}",
        "TENTEP": "",
        "URL": "",
    }


def _sets(content: Json) -> list[Json]:
    """The record has no member for the number of sets: it stands among the papers, as in national records."""
    if (sets := content.get("dossier_sets")) is None:
        return []
    paper = {"code": None, "name": sets_text(sets), "originals": 0, "copies": 0}
    return [{"case": None, "papers": [{**paper, "form": None, "replaced_by_result": None}]}]


def _paper(paper: Json) -> dict[str, Any]:
    form, replaced = paper["form"] or {}, paper["replaced_by_result"] or {}
    return {
        "MAGIAYTO": paper["code"] or "",
        "TENGIAYTO": paper["name"],
        "TENMAUDON": form.get("name") or "",
        "URL": form.get("url") or "",
        "SOBANCHINH": _count(paper["originals"]),
        "SOBANSAO": _count(paper["copies"]),
        "MA_KQ_THAYTHE": replaced.get("code") or "",
    }


def _count(count: int | None) -> str:
    return "" if count is None else str(count)


def _title(basis: Json) -> str:
    """The record has no member for a provision: it stands before the title."""
    provision, title = provision_text(legal_basis_of(basis)), basis["title"] or ""
    return f"{provision}, {title or basis['number']}" if provision else title


def _legal_basis(basis: Json) -> dict[str, str]:
    return {
        "SOVANBAN": basis["number"] or "",
        "TENVANBAN": _title(basis),
        "NGAYBANHANH": basis["issued_on"] or "",
        "NGAYHIEULUC": basis["effective_on"] or "",
        "COQUANBANHANH": basis["issuing_body"] or "",
        "DIACHITRUYCAP": basis["link"] or "",
    }
