"""Who may import the national catalogue."""

from typing import Annotated

from common.http.authentication import Requires
from common.identity import Actor

NationalImporter = Annotated[Actor, Requires("national_catalogue.import")]
