"""Số định danh cá nhân: `PPP G YY NNNNNN`, 12 digits (NĐ 137/2015, TT 07/2016/TT-BCA).

PPP is the province, or the country, of birth registration; G encodes century and sex; YY is the year of birth. The
number is kept when provinces merge or the civil status is corrected, so a difference to the record is a warning, never
a refusal.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_FORM = re.compile(r"\d{12}", re.ASCII)
_OLD_CARD = re.compile(r"\d{9}", re.ASCII)

MALE, FEMALE = "1", "2"
"""The codes of the national record; any other says that the sex is not known."""


class NumberWarning(StrEnum):
    """What is unusual about a number, without being an error."""

    UNKNOWN_PLACE = "unknown-place-of-birth-registration"
    BIRTH_YEAR_DIFFERS = "birth-year-differs-from-number"
    SEX_DIFFERS = "sex-differs-from-number"


@dataclass(frozen=True, slots=True)
class PersonalId:
    digits: str

    def __post_init__(self) -> None:
        if _FORM.fullmatch(self.digits) is None:
            raise ValueError("a personal identification number has 12 digits")

    @property
    def place(self) -> str:
        return self.digits[:3]

    @property
    def birth_year(self) -> int:
        return 1900 + 100 * (int(self.digits[3]) // 2) + int(self.digits[4:6])

    @property
    def sex(self) -> str:
        return FEMALE if int(self.digits[3]) % 2 else MALE

    def differs_in_sex(self, sex: str) -> bool:
        return sex in {MALE, FEMALE} and sex != self.sex


def century_and_sex(birth_year: int, sex: str) -> int:
    """The fourth digit: 0 and 1 for men and women born from 1900 to 1999, 2 and 3 from 2000, and so on."""
    return 2 * ((birth_year - 1900) // 100) + (1 if sex == FEMALE else 0)


def is_old_identity_card(text: str) -> bool:
    """Số chứng minh nhân dân: 9 digits."""
    return _OLD_CARD.fullmatch(text) is not None
