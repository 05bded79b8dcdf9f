"""`make audit`: queries the known vulnerabilities of every package that requirements/*.txt pin by hash.

The exit status is 0 where none is known, 1 where some are, and 2, with NOT AUDITED in the output, where the service did
not report on every package; `pip-audit` without --strict would return 0 then. AUDIT_SERVICE names another service than
PyPI (osv), and AUDIT_OSV_URL its address.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[1] / "requirements"


def run_pip_audit(file: Path) -> subprocess.CompletedProcess[str]:
    service = ["-s", os.environ.get("AUDIT_SERVICE", "pypi")]
    if url := os.environ.get("AUDIT_OSV_URL"):
        service += ["--osv-url", url]
    options = ["--strict", "--progress-spinner", "off", "--disable-pip", "--require-hashes", "-f", "json"]
    command = [sys.executable, "-m", "pip_audit", *options, *service, "-r", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)


def vulnerabilities(report: str) -> list[str] | None:
    """Returns one line for each known vulnerability; None where the report does not cover every package."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        return None
    if not packages or any("skip_reason" in package for package in packages):
        return None
    return [
        f"{package['name']} {package['version']}: {vulnerability['id']}, fixed in"
        f" {', '.join(vulnerability['fix_versions']) or 'no version yet'}"
        for package in packages
        for vulnerability in package["vulns"]
    ]


def main(folder: Path) -> int:
    status = 0
    for file in sorted(folder.glob("*.txt")):
        result = run_pip_audit(file)
        lines = vulnerabilities(result.stdout)
        if lines is None or (result.returncode and not lines):
            cause = (result.stderr.strip().splitlines() or ["no response"])[-1]
            print(f"NOT AUDITED: {file.name}: {cause}")
            status = status or 2
        elif lines:
            print("\n".join(f"{file.name}: {line}" for line in lines))
            status = 1
        else:
            print(f"{file.name}: no vulnerability is known")
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else REQUIREMENTS))
