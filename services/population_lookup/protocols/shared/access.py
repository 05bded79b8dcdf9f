"""Who may look citizens up."""

from typing import Annotated

from common.http.authentication import Requires
from common.identity import Actor

Officer = Annotated[Actor, Requires("population.lookup")]
