"""How a figure is named and defined."""

from typing import NamedTuple


class Wording(NamedTuple):
    """The names and the definitions in the report's two languages."""

    name_vi: str
    name_en: str
    definition_vi: str
    definition_en: str
