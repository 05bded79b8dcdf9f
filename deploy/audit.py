"""`make audit`: asks for known faults of every package that requirements/*.txt pin, by their hashes.

0: asked, and none is known. 1: some are. 2, and NOT AUDITED is said: no service could tell of every one of them.
`pip-audit` without --strict
would answer 0 then. AUDIT_SERVICE names another service than PyPI (osv), AUDIT_OSV_URL where it answers.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[1] / "requirements"


def asked(file: Path) -> subprocess.CompletedProcess[str]:
    service = ["-s", os.environ.get("AUDIT_SERVICE", "pypi")]
    if url := os.environ.get("AUDIT_OSV_URL"):
        service += ["--osv-url", url]
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--strict",
        "--progress-spinner",
        "off",
        "--disable-pip",
        "--require-hashes",
    ]
    return subprocess.run(
        [*command, "-f", "json", *service, "-r", str(file)], capture_output=True, text=True, check=False, timeout=600
    )


def faults(said: str) -> list[str] | None:
    """One line for each known fault; None where this is no answer about every package."""
    try:
        packages = json.loads(said)["dependencies"]
    except (ValueError, KeyError):
        return None
    if not packages or any("skip_reason" in one for one in packages):
        return None
    return [
        f"{one['name']} {one['version']}: {fault['id']}, mended in"
        f" {', '.join(fault['fix_versions']) or 'no version yet'}"
        for one in packages
        for fault in one["vulns"]
    ]


def main(folder: Path) -> int:
    worst = 0
    for file in sorted(folder.glob("*.txt")):
        done = asked(file)
        found = faults(done.stdout)
        if found is None or (done.returncode and not found):
            why = (done.stderr.strip().splitlines() or ["no answer"])[-1]
            print(f"NOT AUDITED: {file.name}: {why}")
            worst = worst or 2
        elif found:
            print("\n".join(f"{file.name}: {fault}" for fault in found))
            worst = 1
        else:
            print(f"{file.name}: no fault is known")
    return worst


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else REQUIREMENTS))
