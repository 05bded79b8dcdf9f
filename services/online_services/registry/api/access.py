"""The scopes that the endpoints of the registry require."""

from typing import Annotated

from common.http.authentication import Requires
from common.identity import Actor

Registrar = Annotated[Actor, Requires("online_services.register")]
Reviewer = Annotated[Actor, Requires("online_services.review")]
