"""The refusals about sub-dossiers.

Refusal
├── SubDossiersOpen             409
└── SubDossierNested            409
"""

from common.errors import Refusal


class SubDossiersOpen(Refusal):
    """A dossier ends after its sub-dossiers."""

    status, type, title = 409, "sub-dossiers-open", "Sub-dossiers are still open"

    def __init__(self, number: int) -> None:
        super().__init__(f"{number} sub-dossiers are still open", open=number)


class SubDossierNested(Refusal):
    """A sub-dossier has no sub-dossiers of its own."""

    status, type, title = 409, "sub-dossier-nested", "A sub-dossier has no sub-dossiers"

    def __init__(self) -> None:
        super().__init__("the dossier is a sub-dossier itself: the handler of the first one asks further agencies")
