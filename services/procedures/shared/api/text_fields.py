"""Types of text fields. Pasted text is often not NFC and has double spaces or line breaks inside names; it is
normalised before its length is checked."""

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, HttpUrl, StringConstraints, UrlConstraints

from common.http.request_body import RequestBody
from common.http.text_forms import lines, lower, one_line, upper
from procedures.shared.domain.procedure_codes import FORM
from procedures.shared.domain.text_lengths import LONGEST_LINE, LONGEST_PROSE

Line = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_LINE), BeforeValidator(one_line)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_PROSE), BeforeValidator(lines)]
Number = Annotated[str, StringConstraints(min_length=1, max_length=100), BeforeValidator(one_line)]
"""The number of a Decision or a legal document as written: `12/QĐ-UBND`, `104/2022/NĐ-CP`."""
Identifier = Annotated[str, Field(pattern=r"^[A-Z0-9.-]{1,60}$", examples=["KQ.G07.000122"]), BeforeValidator(upper)]
"""The identifier of a paper or a result, as national records write it."""
Url = Annotated[str, Field(pattern=r'^https?://[^ <>"]+$', max_length=2_000), BeforeValidator(one_line)]
ParsedUrl = Annotated[HttpUrl, UrlConstraints(max_length=2_000)]
"""An address that this service calls or that a client opens."""
SystemCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$", examples=["national_database"])]
"""The code of a channel or of a subscriber."""
SecretName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,99}$")]
"""The name of a file in a folder of secrets."""
AgencyCode = Annotated[str, Field(pattern=r"^[A-Z0-9.]{1,35}$", examples=["H60.01"]), BeforeValidator(upper)]
FieldCode = Annotated[str, Field(pattern=r"^[A-Z0-9.-]{1,35}$", examples=["G15-TP110"]), BeforeValidator(upper)]
Code = Annotated[str, Field(pattern=rf"^{FORM}$", examples=["1.001234"]), BeforeValidator(upper)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), BeforeValidator(lower)]


class Body(RequestBody):
    model_config = ConfigDict(extra="forbid", frozen=True)
