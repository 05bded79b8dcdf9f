"""The response to a look-up with the national names, `CongdanCollection`."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from population_lookup.lookup.domain.lookup import Disclosure, Lookup
from population_lookup.protocols.lgsp.formats.cong_dan import Profile, cong_dan
from population_lookup.register.domain.personal_id import NumberWarning

NOTHING_FOUND = "Không tồn tại dữ liệu. Đề nghị kiểm tra lại họ tên, số định danh, ngày tháng năm sinh."
NOTES = {
    NumberWarning.UNKNOWN_PLACE: "Mã nơi đăng ký khai sinh trong số định danh không có trong danh mục.",
    NumberWarning.BIRTH_YEAR_DIFFERS: "Năm sinh không khớp với số định danh.",
    NumberWarning.SEX_DIFFERS: "Giới tính không khớp với số định danh.",
}


class Collection(BaseModel):
    """`CongDan` holds one record, or none if number, name and birth date do not agree; it contains only elements that
    the law lists."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    id: str
    so_cong_dan: Annotated[int, Field(alias="SoCongDan")]
    ghi_chu: Annotated[str, Field(alias="GhiChu")]
    thoi_diem_du_lieu: Annotated[datetime, Field(alias="ThoiDiemDuLieu")]
    cong_dan: Annotated[list[dict[str, Any]], Field(alias="CongDan")]


class CongdanCollection(BaseModel):
    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    collection: Annotated[Collection, Field(alias="CongdanCollection")]

    @classmethod
    def of(cls, lookup: Lookup, disclosure: Disclosure, warnings: tuple[NumberWarning, ...], profile: Profile) -> Self:
        records = [] if disclosure.disclosed is None else [cong_dan(disclosure.disclosed, profile)]
        collection = Collection(
            id=lookup.id,
            so_cong_dan=len(records),
            ghi_chu=" ".join([*([] if records else [NOTHING_FOUND]), *(NOTES[warning] for warning in warnings)]),
            thoi_diem_du_lieu=lookup.answered_at,
            cong_dan=records,
        )
        return cls(collection=collection)
