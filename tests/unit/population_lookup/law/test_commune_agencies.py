"""Which agencies are communes, by their names."""

import unicodedata

import pytest

from population_lookup.law.domain.commune_agencies import is_commune


@pytest.mark.parametrize(
    "name",
    [
        "Ủy ban nhân dân xã Tân Trào",
        "UBND phường Minh Xuân",
        "ỦY BAN NHÂN DÂN  THỊ TRẤN VĨNH TUY",
        "Uỷ ban nhân dân xã Hùng An",
        "Ủy ban nhân dân đặc khu Côn Đảo",
        unicodedata.normalize("NFD", "Ủy ban nhân dân xã Tân Trào"),
    ],
)
def test_the_committee_of_a_commune_is_one(name: str) -> None:
    assert is_commune(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ủy ban nhân dân tỉnh Tuyên Quang",
        "Ủy ban nhân dân huyện Yên Sơn",
        "Ủy ban nhân dân thị xã Sơn Tây",
        "Ủy ban nhân dân xã",
        "Sở Nội vụ",
        "Trạm y tế xã Tân Trào",
    ],
)
def test_another_agency_is_none(name: str) -> None:
    assert not is_commune(name)
