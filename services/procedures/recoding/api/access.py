"""The scope for giving a procedure its code."""

from typing import Annotated

from common.http.authentication import Requires
from common.identity import Actor

Recoder = Annotated[Actor, Requires("procedures.recode")]
