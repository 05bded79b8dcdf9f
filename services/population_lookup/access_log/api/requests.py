"""The bodies of requests about the access log. A personal number is in a body only: URLs are logged by proxies."""

from typing import Annotated

from pydantic import ConfigDict, Field

from common.http.days import Day
from common.http.request_body import RequestBody


class AccessSearchIn(RequestBody):
    """`reason` is shown to the citizen."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    personal_id: Annotated[str, Field(pattern=r"^[0-9]{12}$")]
    officer_id: Annotated[str, Field(min_length=1, max_length=20)]
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class WithholdingIn(RequestBody):
    """`until` is the first day on which the citizen sees the access; `ground` names the law that allows to withhold
    it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)

    until: Day
    ground: Annotated[str, Field(min_length=1, max_length=500)]
    officer_id: Annotated[str, Field(min_length=1, max_length=20)]
