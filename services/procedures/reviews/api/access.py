"""Scopes of review rounds: who opens them, who files proposals, who reads them."""

from typing import Annotated

from common.http.authentication import Requires
from common.identity import Actor

Reviewer = Annotated[Actor, Requires("reviews.manage")]
Proposer = Annotated[Actor, Requires("reviews.propose")]
ReviewReader = Annotated[Actor, Requires("reviews.read")]
