"""Who may look citizens up."""

from typing import Annotated

from common.http.authentication import Requires
from common.identity import Actor

SCOPE = "population.lookup"
Officer = Annotated[Actor, Requires(SCOPE)]
