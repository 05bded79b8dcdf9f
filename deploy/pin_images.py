"""`make pin-images`: writes beside the tag of each base image and image the digest that docker reads from the registry.

Where no registry responds for an image, its line is left unchanged and the exit status is 1. The digest of an image
that was built locally is never used.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

FILES = ("deploy/Dockerfile", "docker-compose.yml")
REFERENCE = re.compile(
    r"((?:PYTHON|POSTGRES|KAFKA|PROMETHEUS|GRAFANA|JAEGER)_IMAGE(?:=|:-))([\w./-]+:[\w.-]+)(@sha256:[0-9a-f]{64})?"
)


def digest_of(image: str) -> str | None:
    """Returns the digest that the registry has for the tag (`sha256:` and 64 digits), or None."""
    if subprocess.run(["docker", "pull", "-q", image], capture_output=True, check=False).returncode:
        return None
    result = subprocess.run(["docker", "image", "inspect", image], capture_output=True, text=True, check=True)
    digests = [reference.partition("@")[2] for reference in json.loads(result.stdout)[0]["RepoDigests"]]
    return digests[0] if digests else None


def main(root: Path) -> int:
    pages = {root / name: (root / name).read_text() for name in FILES}
    images = sorted({match[1] for page in pages.values() for match in REFERENCE.findall(page)})
    digests = {image: digest_of(image) for image in images}
    for file, page in pages.items():
        file.write_text(REFERENCE.sub(lambda match: with_digest(match, digests[match[2]]), page))
    for image, digest in digests.items():
        print(f"{image} {digest or 'left unchanged: no registry responds'}")
    return 0 if all(digests.values()) else 1


def with_digest(match: re.Match[str], digest: str | None) -> str:
    return match[0] if digest is None else f"{match[1]}{match[2]}@{digest}"


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[1]))
