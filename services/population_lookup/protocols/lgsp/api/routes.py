"""The look-up in national names: `TraCuuThongTinCongDan`, answered by a `CongdanCollection`."""

from datetime import datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from common.http.routes import Route
from population_lookup.lookup.domain.lookup import Answer, Lookup
from population_lookup.protocols.lgsp.formats.cong_dan import Profile, cong_dan
from population_lookup.protocols.lgsp.api.requests import TraCuuThongTinCongDan
from population_lookup.protocols.shared.access import Officer
from population_lookup.protocols.shared.dispatch import Door, look
from population_lookup.protocols.shared.refused_lookups import NO_STORE, refused
from population_lookup.register.domain.personal_id import Warned
from population_lookup.shared.domain.refusals import LookupRefusal

router = APIRouter(prefix="/v1/TraCuuThongTinCongDan", route_class=Route, tags=["look-ups"])

NOTHING_FOUND = "Không tồn tại dữ liệu. Đề nghị kiểm tra lại họ tên, số định danh, ngày tháng năm sinh."
NOTES = {
    Warned.UNKNOWN_PLACE: "Mã nơi đăng ký khai sinh trong số định danh không có trong danh mục.",
    Warned.BIRTH_YEAR_DIFFERS: "Năm sinh không khớp với số định danh.",
    Warned.SEX_DIFFERS: "Giới tính không khớp với số định danh.",
}


class Collection(BaseModel):
    """`CongDan` holds one record, or none where number, name and birth date do not agree; only elements that the law lists."""

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
    def of(cls, lookup: Lookup, answer: Answer, warnings: tuple[Warned, ...], profile: Profile) -> Self:
        records = [] if answer.disclosed is None else [cong_dan(answer.disclosed, profile)]
        collection = Collection(
            id=lookup.id,
            so_cong_dan=len(records),
            ghi_chu=" ".join([*([] if records else [NOTHING_FOUND]), *(NOTES[warning] for warning in warnings)]),
            thoi_diem_du_lieu=lookup.answered_at,
            cong_dan=records,
        )
        return cls(collection=collection)


@router.post("", response_model=CongdanCollection)
async def tra_cuu_thong_tin_cong_dan(
    body: TraCuuThongTinCongDan,
    officer: Officer,
    door: Door,
    request: Request,
    response: Response,
    profile: Annotated[Profile, Query(description="how the record is spelled")] = Profile.NOIBO,
) -> CongdanCollection | Response:
    """The same look-up in the names of the national service."""
    form = f"POST /v1/TraCuuThongTinCongDan?profile={profile}"
    looked = await look(door, body.request(officer.agency), form, officer)
    lookup = looked.lookup
    if isinstance(lookup.outcome, LookupRefusal):
        return refused(request, looked, lookup.outcome)
    response.headers.update(NO_STORE)
    return CongdanCollection.of(lookup, lookup.outcome, looked.warnings, profile)
