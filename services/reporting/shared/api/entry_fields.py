"""Types of what officers enter, and who may enter, approve and read it."""

import re
from decimal import Decimal
from typing import Annotated, Any

from fastapi import Query
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from common.http.authentication import Requires
from common.http.days import Moment
from common.http.request_body import RequestBody
from common.http.text_forms import lines, one_line
from common.identity import Actor

Definer = Annotated[Actor, Requires("indicators.define")]
Enterer = Annotated[Actor, Requires("values.enter")]
Approver = Annotated[Actor, Requires("values.approve")]
EntryReader = Annotated[Actor, Requires("reports.read", "values.enter", "values.approve", "indicators.define")]

Line = Annotated[str, StringConstraints(min_length=1, max_length=1_000), BeforeValidator(one_line)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=10_000), BeforeValidator(lines)]
AgencyCode = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9.]{0,34}$", examples=["H60.01"])]
EntryCode = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$", examples=["bts_sites"])]
PeriodText = Annotated[str, Field(min_length=1, max_length=60, examples=["2026-Q3"])]


WRITTEN_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,6})?", re.ASCII)


def written_number(value: Any) -> Any:
    """Refuses a JSON number with a fraction, which is a binary one: `0.1` is sent as text. A text has one form: Python
    would also read `1_000` and digits of other scripts."""
    if isinstance(value, float | bool):
        raise ValueError('a number with decimals is sent as text: "0.5"')
    if isinstance(value, str) and WRITTEN_NUMBER.fullmatch(value) is None:
        raise ValueError("a number is written with up to 18 digits, and up to 6 decimals after a point")
    return value


ExactIn = Annotated[
    Decimal,
    Field(max_digits=24, decimal_places=6, allow_inf_nan=False),
    BeforeValidator(written_number),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": f"^{WRITTEN_NUMBER.pattern}$"}, {"type": "integer"}],
            "examples": ["1344"],
            "description": "exact; with decimals as text",
        }
    ),
]
KnownOn = Annotated[
    Moment | None,
    Query(description="as it was known at that moment, without what was recorded or approved later; defaults to now"),
]


class Body(RequestBody):
    model_config = ConfigDict(extra="forbid", frozen=True)
