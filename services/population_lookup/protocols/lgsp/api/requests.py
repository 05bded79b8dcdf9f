"""The request body of a look-up with the national names, `TraCuuThongTinCongDan`."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from common.http.request_body import RequestBody
from population_lookup.lookup.domain.lookup_request import LookupRequest
from population_lookup.protocols.shared.request_fields import (
    AgencyCode,
    BirthDateText,
    FullName,
    IntegrationCode,
    OfficerId,
    OldIdentityCard,
    PersonalIdText,
    ProcedureCode,
    RequestId,
)
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.person_key import PersonKey


def _absent_if_empty(value: Any) -> Any:
    return None if value == "" else value


ABSENT_IF_EMPTY = BeforeValidator(_absent_if_empty)
"""Clients of the national service send empty elements for absent ones."""


class National(RequestBody):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)


class NgayThangNamSinh(National):
    """At least one of the two; the full date counts if both are given."""

    nam: Annotated[str | None, Field(alias="Nam", pattern=r"^[0-9]{4}$"), ABSENT_IF_EMPTY] = None
    ngay_thang_nam: Annotated[BirthDateText | None, Field(alias="NgayThangNam"), ABSENT_IF_EMPTY] = None

    @model_validator(mode="after")
    def one_of_them(self) -> Self:
        if self.nam is None and self.ngay_thang_nam is None:
            raise ValueError("either Nam or NgayThangNam is needed")
        return self

    def birth_date(self) -> BirthDate:
        return BirthDate.parse(self.ngay_thang_nam or self.nam or "")


class TraCuuThongTinCongDan(National):
    """`MaDonVi` was added to the national service later; if it is absent, the caller's own agency counts."""

    ma_yeu_cau: Annotated[RequestId, Field(alias="MaYeuCau")]
    ma_dvc: Annotated[ProcedureCode, Field(alias="MaDVC")]
    ma_tich_hop: Annotated[IntegrationCode, Field(alias="MaTichHop")]
    ma_can_bo: Annotated[OfficerId, Field(alias="MaCanBo")]
    ma_don_vi: Annotated[AgencyCode | None, Field(alias="MaDonVi"), ABSENT_IF_EMPTY] = None
    tai_khoan: Annotated[str | None, Field(alias="TaiKhoan", max_length=100)] = None
    so_dien_thoai: Annotated[str | None, Field(alias="SoDienThoai", max_length=20)] = None
    so_dinh_danh: Annotated[PersonalIdText | None, Field(alias="SoDinhDanh"), ABSENT_IF_EMPTY] = None
    so_cmnd: Annotated[OldIdentityCard | None, Field(alias="SoCMND"), ABSENT_IF_EMPTY] = None
    ho_va_ten: Annotated[FullName, Field(alias="HoVaTen")]
    ngay_thang_nam_sinh: Annotated[NgayThangNamSinh, Field(alias="NgayThangNamSinh")]

    @model_validator(mode="after")
    def one_number(self) -> Self:
        if (self.so_dinh_danh is None) == (self.so_cmnd is None):
            raise ValueError("either SoDinhDanh or SoCMND is needed")
        return self

    def request(self, agency: str) -> LookupRequest:
        return LookupRequest(
            request_id=self.ma_yeu_cau,
            procedure_code=self.ma_dvc,
            officer_id=self.ma_can_bo,
            agency_code=self.ma_don_vi or agency,
            integration_code=self.ma_tich_hop,
            person=PersonKey(
                full_name=self.ho_va_ten,
                birth_date=self.ngay_thang_nam_sinh.birth_date(),
                personal_id=self.so_dinh_danh,
                old_identity_card=self.so_cmnd,
            ),
            officer_account=self.tai_khoan,
            officer_phone=self.so_dien_thoai,
        )
