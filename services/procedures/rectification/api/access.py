"""The scopes for annulling and correcting published Decisions."""

from typing import Annotated

from common.http.authentication import Requires
from common.identity import Actor

Annuller = Annotated[Actor, Requires("decisions.annul")]
Corrector = Annotated[Actor, Requires("decisions.correct")]
