"""The field types of both protocols. No message repeats the value: it is personal data."""

from typing import Annotated

from pydantic import AfterValidator, Field

from population_lookup.register.domain.birth_date import BirthDate

ProcedureCode = Annotated[
    str, Field(pattern=r"^[0-9]\.[0-9]{6}(\.[A-Z0-9.]{2,35})?$", max_length=44, examples=["1.001234"])
]
AgencyCode = Annotated[str, Field(pattern=r"^[A-Z0-9]+(\.[A-Z0-9]+)*$", max_length=35, examples=["H60.01"])]
RequestId = Annotated[str, Field(min_length=1, max_length=40)]
OfficerId = Annotated[str, Field(min_length=1, max_length=20)]
IntegrationCode = Annotated[
    str,
    Field(pattern=r"^[0-9]{1,20}$", description="chooses the operation; 037: the look-up", examples=["037"]),
]
OperationName = Annotated[str, Field(pattern=r"^[A-Za-z]{1,60}$", examples=["XacMinhThongTinChuHo"])]
PersonalIdText = Annotated[str, Field(pattern=r"^[0-9]{12}$")]
OldIdentityCard = Annotated[str, Field(pattern=r"^[0-9]{9}$")]
FullName = Annotated[
    str, Field(min_length=1, max_length=100, description="as written, or in capitals without diacritics and spaces")
]


def _is_birth_date(text: str) -> str:
    BirthDate.parse(text)
    return text


BirthDateText = Annotated[
    str, AfterValidator(_is_birth_date), Field(description="yyyy-MM-dd, yyyyMMdd, or yyyy if only the year is known")
]
