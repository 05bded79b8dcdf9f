"""The response to a look-up with the national names, `CongdanCollection`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Self, assert_never

from pydantic import BaseModel, ConfigDict, Field

from population_lookup.lookup.commands.look_up import LookupResult
from population_lookup.lookup.domain.lookup import Disclosure
from population_lookup.lookup.domain.operations import ResultKind
from population_lookup.protocols.shared.cong_dan import ELEMENT_NAMES, Profile, cong_dan
from population_lookup.register.domain.personal_id import NumberWarning

NOTHING_FOUND = "Không tồn tại dữ liệu. Đề nghị kiểm tra lại họ tên, số định danh, ngày tháng năm sinh."
MASKED = "Không được xem dữ liệu nhạy cảm: {names}."
DIVIDED = "Địa chỉ thuộc {name}, đã chia từ ngày {day:%d/%m/%Y} vào {successors}; chưa xác định nay thuộc đơn vị nào."
NOTES = {
    NumberWarning.UNKNOWN_PLACE: "Mã nơi đăng ký khai sinh trong số định danh không có trong danh mục.",
    NumberWarning.BIRTH_YEAR_DIFFERS: "Năm sinh không khớp với số định danh.",
    NumberWarning.SEX_DIFFERS: "Giới tính không khớp với số định danh.",
}


class Collection(BaseModel):
    """`CongDan` holds one record, or one for each member of the household, the head first; none if number, name and
    birth date do not agree. A record contains only elements that the law lists."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    id: str
    so_cong_dan: Annotated[int, Field(alias="SoCongDan")]
    ghi_chu: Annotated[str, Field(alias="GhiChu")]
    thoi_diem_du_lieu: Annotated[datetime, Field(alias="ThoiDiemDuLieu")]
    han_su_dung_du_lieu: Annotated[
        datetime, Field(alias="HanSuDungDuLieu", description="ours: after it the data may not be used any more")
    ]
    cong_dan: Annotated[list[dict[str, Any]], Field(alias="CongDan")]


class CongdanCollection(BaseModel):
    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    collection: Annotated[Collection, Field(alias="CongdanCollection")]

    @classmethod
    def of(cls, result: LookupResult, disclosure: Disclosure, profile: Profile) -> Self:
        lookup = result.lookup
        names, emptied = disclosure.operation.name_form, disclosure.emptied
        records = [cong_dan(record, profile, names, emptied) for record in disclosure.records] * disclosure.copies
        collection = Collection(
            id=lookup.id,
            so_cong_dan=len(records),
            ghi_chu=" ".join(_notes(result, disclosure)),
            thoi_diem_du_lieu=lookup.answered_at - disclosure.age,
            han_su_dung_du_lieu=disclosure.valid_until(lookup.answered_at),
            cong_dan=records,
        )
        return cls(collection=collection)


def _notes(result: LookupResult, disclosure: Disclosure) -> Iterator[str]:
    if disclosure.disclosed is None:
        yield NOTHING_FOUND
    if masked := disclosure.masked_of_anybody:
        yield MASKED.format(names=", ".join(ELEMENT_NAMES[name] for name in masked))
    for each in result.divided:
        yield DIVIDED.format(name=each.name, day=each.divided_on, successors=each.successors)
    yield from (NOTES[warning] for warning in result.warnings)


class KetQuaXacThuc(BaseModel):
    """`TonTai` is whether such a citizen exists: the answer of a confirmation."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    ton_tai: Annotated[bool, Field(alias="TonTai")]


class Confirmation(BaseModel):
    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    result: Annotated[KetQuaXacThuc, Field(alias="KetQuaXacThuc")]

    @classmethod
    def of(cls, disclosure: Disclosure) -> Self:
        return cls(result=KetQuaXacThuc(ton_tai=disclosure.citizen is not None))


NationalOut = CongdanCollection | Confirmation


def national_out(result: LookupResult, disclosure: Disclosure, profile: Profile) -> NationalOut:
    match disclosure.operation.result:
        case ResultKind.PERSONS | ResultKind.HOUSEHOLD:
            return CongdanCollection.of(result, disclosure, profile)
        case ResultKind.CONFIRMATION:
            return Confirmation.of(disclosure)
        case ResultKind.NOT_OFFERED:  # it was refused
            raise AssertionError
        case _:
            assert_never(disclosure.operation.result)
