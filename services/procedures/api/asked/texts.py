"""Text as people paste it: not NFC, with double spaces and line breaks inside names. It is mended before its length is looked at."""

import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from procedures.domain.codes import FORM, ProcedureCode

INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff"))  # zero-width space and byte-order mark, which copies from documents carry


def one_line(value: Any) -> Any:
    """NFC, any white space as one space, none outside."""
    return " ".join(_cleaned(value).split()) if isinstance(value, str) else value


def lines(value: Any) -> Any:
    """NFC, without white space at the ends of lines and of the whole."""
    return "\n".join(line.rstrip() for line in _cleaned(value).splitlines()).strip() if isinstance(value, str) else value


def upper(value: Any) -> Any:
    return value.strip().upper() if isinstance(value, str) else value


def written(value: Any) -> Any:
    """A day is written as text: a number would be taken for seconds since 1970."""
    if not isinstance(value, str | date):
        raise ValueError("a day is written as YYYY-MM-DD")
    return value


def _cleaned(value: str) -> str:
    if "\0" in value:
        raise ValueError("text cannot hold a NUL character")
    return unicodedata.normalize("NFC", value).translate(INVISIBLE)


Line = Annotated[str, BeforeValidator(one_line), StringConstraints(min_length=1, max_length=2_000)]
"""Real names of procedures have up to 1,094 characters."""
Prose = Annotated[str, BeforeValidator(lines), StringConstraints(min_length=1, max_length=50_000)]
"""Real steps have up to 14,907 characters."""
Number = Annotated[str, BeforeValidator(one_line), StringConstraints(min_length=1, max_length=100)]
"""The number of a Decision or a legal document, as it is written: `12/QĐ-UBND`, `104/2022/NĐ-CP`."""
AgencyCode = Annotated[str, BeforeValidator(upper), Field(pattern=r"^[A-Z0-9.]{1,35}$", examples=["H60.01"])]
FieldCode = Annotated[str, BeforeValidator(upper), Field(pattern=r"^[A-Z0-9.-]{1,35}$", examples=["G15-TP110"])]
Code = Annotated[str, BeforeValidator(upper), Field(pattern=rf"^{FORM}$", examples=["1.001234"]), AfterValidator(ProcedureCode)]
Day = Annotated[date, BeforeValidator(written)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
