"""A request as the gateways of provinces (LGSP) take it: JSON, flat, in camelCase or with its `type`."""

from typing import Any

from pydantic import model_validator

from population_lookup.protocols.shared.national_request import NationalRequest

CAMEL_CASE = {
    "maYeuCau": "MaYeuCau",
    "maDVC": "MaDVC",
    "maTichHop": "MaTichHop",
    "maCanBo": "MaCanBo",
    "maDonVi": "MaDonVi",
    "taiKhoan": "TaiKhoan",
    "soDienThoai": "SoDienThoai",
    "soDinhDanh": "SoDinhDanh",
    "soCMND": "SoCMND",
    "hoVaTen": "HoVaTen",
    "ngayThangNam": "NgayThangNam",
    "nam": "Nam",
}
BIRTH = ("NgayThangNam", "Nam")


class GatewayRequest(NationalRequest):
    """The names of the national request, or the same in camelCase. The date of birth is `NgayThangNam` or `Nam`, flat,
    or in `NgayThangNamSinh`; `type` and other members are ignored: the operation is in the path."""

    @model_validator(mode="before")
    @classmethod
    def national_names(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        named = {CAMEL_CASE.get(name, name): value for name, value in given.items()}
        birth = {name: named.pop(name) for name in BIRTH if name in named}
        return {"NgayThangNamSinh": birth, **named} if birth else named
