"""Four eyes: where the internal process says so, who handled a dossier does not sign how it ends."""

from collections.abc import Collection

from online_services.dossiers.domain.separate_signer_refusals import SignerHandledDossier
from online_services.dossiers.domain.transitions import Action

SIGNED = frozenset({Action.FINISH, Action.REPLACE_RESULT, Action.STOP})
"""The acts that sign how a dossier ends."""


def check_signer(action: Action, signer: str, handled_by: Collection[str], *, separate: bool) -> None:
    """`handled_by` are all officers who acted as handlers of the dossier, or had it assigned, and `separate` tells
    whether its internal process has a separate signer. Raises `SignerHandledDossier`."""
    if separate and action in SIGNED and signer in handled_by:
        raise SignerHandledDossier(action)
