"""A request with the national names as clients send it, read leniently: unknown elements are ignored, empty ones are
absent, values are stripped, and the date of birth is an element with children or a text."""

import re
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from common.errors import MalformedRequest
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
    RequestId,
)
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.person_key import PersonKey

DIGITS = re.compile(r"[0-9]{1,20}")


def _absent_if_empty(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _birth_text(value: Any) -> Any:
    """The full date counts if both are given."""
    if isinstance(value, dict):
        value = _absent_if_empty(value.get("NgayThangNam")) or _absent_if_empty(value.get("Nam"))
    return _absent_if_empty(value)


ABSENT_IF_EMPTY = BeforeValidator(_absent_if_empty)
StatedCode = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9._-]{1,44}$", description="a procedure's code, or what stands for one at a client")
]


class NationalRequest(RequestBody):
    """`MaDichVu` is the older name of `MaDVC`; there it holds the integration code."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True, hide_input_in_errors=True)

    ma_yeu_cau: Annotated[RequestId, Field(alias="MaYeuCau")]
    ma_dvc: Annotated[StatedCode, Field(alias="MaDVC")]
    ma_tich_hop: Annotated[IntegrationCode | None, Field(alias="MaTichHop"), ABSENT_IF_EMPTY] = None
    ma_can_bo: Annotated[OfficerId, Field(alias="MaCanBo")]
    ma_don_vi: Annotated[AgencyCode | None, Field(alias="MaDonVi"), ABSENT_IF_EMPTY] = None
    tai_khoan: Annotated[str | None, Field(alias="TaiKhoan", max_length=100), ABSENT_IF_EMPTY] = None
    so_dien_thoai: Annotated[str | None, Field(alias="SoDienThoai", max_length=20), ABSENT_IF_EMPTY] = None
    so_dinh_danh: Annotated[PersonalIdText | None, Field(alias="SoDinhDanh"), ABSENT_IF_EMPTY] = None
    so_cmnd: Annotated[OldIdentityCard | None, Field(alias="SoCMND"), ABSENT_IF_EMPTY] = None
    ho_va_ten: Annotated[FullName, Field(alias="HoVaTen")]
    birth: Annotated[BirthDateText | None, Field(alias="NgayThangNamSinh"), BeforeValidator(_birth_text)] = None

    @model_validator(mode="before")
    @classmethod
    def former_name_of_the_code(cls, given: Any) -> Any:
        if not isinstance(given, dict) or "MaDVC" in given or "MaDichVu" not in given:
            return given
        stated = str(given["MaDichVu"]).strip()
        code = {"MaTichHop": stated} if "MaTichHop" not in given and DIGITS.fullmatch(stated) else {}
        return {**given, "MaDVC": stated, **code}

    @model_validator(mode="after")
    def no_number_as_code(self) -> Self:
        """A personal number in the place of a code would be sent along with the event of the look-up."""
        if re.search(r"[0-9]{9}", self.ma_dvc):
            raise ValueError("MaDVC holds no number of a person")
        if (self.so_dinh_danh is None) == (self.so_cmnd is None):
            raise ValueError("either SoDinhDanh or SoCMND is needed")
        return self

    def request(self, operation: str, agency: str) -> LookupRequest:
        return LookupRequest(
            request_id=self.ma_yeu_cau,
            procedure_code=self.ma_dvc,
            officer_id=self.ma_can_bo,
            agency_code=self.ma_don_vi or agency,
            integration_code=self.ma_tich_hop or "",
            person=PersonKey(
                full_name=self.ho_va_ten,
                birth_date=None if self.birth is None else BirthDate.parse(self.birth),
                personal_id=self.so_dinh_danh,
                old_identity_card=self.so_cmnd,
            ),
            operation=operation,
            officer_account=self.tai_khoan,
            officer_phone=self.so_dien_thoai,
        )


def national_request(elements: dict[str, Any]) -> NationalRequest:
    """Raises `MalformedRequest`, which names the elements and never repeats a value."""
    try:
        return NationalRequest.model_validate(elements)
    except ValidationError as error:
        faults = [(str(fault["loc"][0]) if fault["loc"] else "", fault["msg"]) for fault in error.errors()]
        names = ", ".join(dict.fromkeys(name for name, _ in faults if name)) or faults[0][1]
        errors = [{"pointer": f"/{name}", "reason": reason} for name, reason in faults]
        raise MalformedRequest(f"missing or malformed: {names}", errors=errors) from None
