"""The record with national names, compared with files that can be checked against the specifications."""

import json
from pathlib import Path

import pytest

from population_lookup.protocols.lgsp.api.requests import TraCuuThongTinCongDan
from population_lookup.protocols.shared.cong_dan import Profile, cong_dan
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import FIELDS
from tests.support.lookup_requests import DAO, ELDER

GOLDEN = Path(__file__).parents[3] / "contract" / "cong_dan"
REQUEST = {
    "MaYeuCau": "r-1",
    "MaDVC": "1.000101",
    "MaTichHop": "037",
    "MaCanBo": "cb-07",
    "HoVaTen": "DANGTHIMAY",
    "SoDinhDanh": "008190123456",
    "NgayThangNamSinh": {"NgayThangNam": "19900307"},
}


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize(("name", "citizen"), [("woman", DAO), ("elder", ELDER)])
def test_the_whole_record_is_spelled_as_in_the_file(profile: Profile, name: str, citizen: object) -> None:
    spelled = cong_dan(citizen.disclose(FIELDS), profile)  # type: ignore[attr-defined]  # both are citizens
    expected = json.loads((GOLDEN / f"{name}.{profile}.json").read_text("utf-8"))
    assert spelled == expected
    assert list(spelled) == list(expected)


def test_an_element_that_the_law_does_not_list_is_absent() -> None:
    assert cong_dan(DAO.disclose({"full_name", "household_book"}), Profile.NOIBO) == {
        "HoVaTen": {"Ho": "", "ChuDem": "", "Ten": "ĐẶNG THỊ MẨY"},
        "SoSoHoKhau": "083307830",
    }


def test_a_national_request_is_equivalent_to_an_english_one() -> None:
    request = TraCuuThongTinCongDan.model_validate(REQUEST).request("H60.01")
    assert request.person is not None
    assert request.person.identifies(DAO)
    assert (request.request_id, request.agency_code, request.officer_id) == ("r-1", "H60.01", "cb-07")


def test_empty_elements_count_as_absent() -> None:
    body = {**REQUEST, "SoCMND": "", "MaDonVi": "", "NgayThangNamSinh": {"Nam": "1990", "NgayThangNam": ""}}
    person = TraCuuThongTinCongDan.model_validate(body).request("H60.01").person
    assert person is not None
    assert (person.old_identity_card, person.birth_date) == (None, BirthDate(1990))


@pytest.mark.parametrize(
    "wrong",
    [
        {"SoDinhDanh": ""},
        {"SoCMND": "070123456"},
        {"NgayThangNamSinh": {}},
        {"NgayThangNamSinh": {"NgayThangNam": "19901301"}},
        {"MaCanBo": ""},
        {"MaYeuCau": "x" * 41},
    ],
)
def test_a_malformed_national_request_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        TraCuuThongTinCongDan.model_validate(REQUEST | wrong)
