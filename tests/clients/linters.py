"""Holds the documents against the rules of Redocly and Spectral. Each rule that is off has its reason in the file that
turns it off."""

from pathlib import Path

from tests.clients.documents import SERVICES, document_path
from tests.clients.toolbox import HERE, ToolFailed, run

CLEAN = "Your API descriptions are valid"


def lint(tools: Path, folder: Path) -> None:
    """Raises `ToolFailed` on a warning too."""
    programs = tools / "node_modules" / ".bin"
    documents = [document_path(service) for service in SERVICES]
    printed = run([programs / "redocly", "lint", "--config", HERE / "redocly.yaml", *documents], folder)
    if CLEAN not in printed or "warning" in printed.split(CLEAN)[1]:
        raise ToolFailed(printed)
    spectral = ("lint", "--fail-severity", "hint", "--ruleset", HERE / "spectral.yaml")
    run([programs / "spectral", *spectral, *documents], folder)
