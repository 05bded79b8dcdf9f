"""Who registers online services and confirms them."""

from typing import Annotated

from common.http.authentication import Requires
from common.identity import Actor

Registrar = Annotated[Actor, Requires("online_services.register")]
Reviewer = Annotated[Actor, Requires("online_services.review")]
