"""Who sets up, fills and reads reviews of procedures."""

from typing import Annotated

from common.http.authentication import Requires
from common.identity import Actor

Reviewer = Annotated[Actor, Requires("reviews.manage")]
Proposer = Annotated[Actor, Requires("reviews.propose")]
ReviewReader = Annotated[Actor, Requires("reviews.read")]
