"""What IRIs in open data begin with, by this installation's settings."""

from typing import Annotated

from fastapi import Depends

from procedures.open_data.formats.naming import Naming
from procedures.shared.api.dependencies import TheSettings


async def naming(settings: TheSettings) -> Naming:
    return Naming(settings.open_data_base_iri, settings.open_data_place_iri)


TheNaming = Annotated[Naming, Depends(naming)]
