"""The base of the IRIs in open data, as this installation's settings state it."""

from typing import Annotated

from fastapi import Depends

from procedures.open_data.formats.naming import Naming
from procedures.shared.api.dependencies import TheSettings


async def naming(settings: TheSettings) -> Naming:
    return Naming(settings.open_data_base_iri, settings.open_data_place_iri)


TheNaming = Annotated[Naming, Depends(naming)]
