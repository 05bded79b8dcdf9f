"""A persona as a tester states it. What is absent is not known."""

from typing import Annotated

from pydantic import AfterValidator, Field

from population_lookup.expectations.api.requests import TesterBody
from population_lookup.register.domain.birth_date import BirthDate
from population_lookup.register.domain.citizen import Address, Citizen, Coded, HouseholdHead, Relative

ETHNIC_GROUPS = "QĐ 121-TCTK/PPCĐ 1979"
PersonalNumber = Annotated[str, Field(pattern=r"^[0-9]{12}$", examples=["009190000001"])]
OldCard = Annotated[str, Field(pattern=r"^[0-9]{9}$", examples=["000000001"])]
Name = Annotated[str, Field(min_length=1, max_length=100, examples=["Nguyễn Thị Thử"])]
Code = Annotated[str, Field(pattern=r"^[0-9]{1,2}$", examples=["01"])]
Unit = Annotated[str, Field(pattern=r"^[0-9]{1,5}$", examples=["02215"])]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", examples=["VN"])]


def _is_birth_date(text: str) -> str:
    BirthDate.parse(text)
    return text


class AddressIn(TesterBody):
    province: Unit | None = None
    district: Unit | None = None
    commune: Unit | None = None
    detail: Annotated[str, Field(max_length=300)] = ""
    country: Country = "VN"

    def address(self) -> Address:
        return Address(self.province, self.district, self.commune, self.detail, self.country)


class RelativeIn(TesterBody):
    full_name: Name
    personal_id: PersonalNumber | None = None
    old_identity_card: OldCard | None = None
    nationality: Country = "VN"

    def relative(self) -> Relative:
        return Relative(self.full_name, self.personal_id, self.old_identity_card, self.nationality)


class HouseholdHeadIn(TesterBody):
    """`relation` is the citizen's relation to the head, a code of the list `QuanHe`."""

    relation: Code
    full_name: Name
    personal_id: PersonalNumber | None = None
    old_identity_card: OldCard | None = None

    def head(self) -> HouseholdHead:
        return HouseholdHead(Coded("QuanHe", self.relation), self.full_name, self.personal_id, self.old_identity_card)


class SessionPersonaIn(TesterBody):
    """A person for the look-ups of one session, with the fields of the record. Codes are those of the national lists;
    an ethnic group is one of the list of 1979. A person whom the register has under the same number is hidden from the
    session."""

    personal_id: PersonalNumber
    old_identity_card: OldCard | None = None
    full_name: Name
    birth_date: Annotated[
        str, AfterValidator(_is_birth_date), Field(description="yyyy-MM-dd, or yyyy", examples=["1990-03-07"])
    ]
    sex: Code = "0"
    ethnic_group: Code = "01"
    religion: Code = "00"
    marital_status: Code = "0"
    blood_group: Code = "00"
    nationality: Country = "VN"
    birth_registration_place: Annotated[AddressIn, Field(default_factory=AddressIn)]
    native_place: Annotated[AddressIn, Field(default_factory=AddressIn)]
    permanent_residence: Annotated[AddressIn, Field(default_factory=AddressIn)]
    current_residence: Annotated[AddressIn, Field(default_factory=AddressIn)]
    father: RelativeIn | None = None
    mother: RelativeIn | None = None
    spouse: RelativeIn | None = None
    legal_representative: RelativeIn | None = None
    household_head: HouseholdHeadIn | None = None
    household_book: Annotated[str | None, Field(pattern=r"^[0-9A-Za-z]{1,20}$")] = None

    def citizen(self) -> Citizen:
        """The names of its codes are not known yet."""
        return Citizen(
            self.personal_id,
            self.old_identity_card,
            self.full_name,
            Coded("GioiTinh", self.sex),
            Coded(ETHNIC_GROUPS, self.ethnic_group),
            Coded("TonGiao", self.religion),
            Coded("TinhTrangHonNhan", self.marital_status),
            Coded("NhomMau", self.blood_group),
            BirthDate.parse(self.birth_date),
            self.birth_registration_place.address(),
            self.nationality,
            self.native_place.address(),
            self.permanent_residence.address(),
            self.current_residence.address(),
            _relative(self.father),
            _relative(self.mother),
            _relative(self.spouse),
            _relative(self.legal_representative),
            None if self.household_head is None else self.household_head.head(),
            self.household_book,
        )


def _relative(stated: RelativeIn | None) -> Relative | None:
    return None if stated is None else stated.relative()
