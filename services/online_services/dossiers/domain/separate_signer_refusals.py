"""The refusal about who signs.

Refusal
└── SignerHandledDossier        403
"""

from common.errors import Refusal


class SignerHandledDossier(Refusal):
    """Four eyes: the internal process has a separate signer, and who acted as a handler of the dossier, or had it
    assigned, signs neither its result nor that handling stops."""

    status, type, title = 403, "signer-handled-dossier", "Another officer must sign"

    def __init__(self, action: str) -> None:
        super().__init__(f"{action} is for a signer who did not handle the dossier", action=action)
