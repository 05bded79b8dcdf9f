"""Digests are written only for images that a registry knows. The `docker` of these tests is a script with the output of
the real one."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DIGEST = "sha256:" + "5a" * 32
DOCKER = """#!/bin/sh
case "$*" in
  "pull -q postgres:18") echo pulled ;;
  pull*) exit 1 ;;
  "image inspect postgres:18") echo '[{{"RepoDigests": ["postgres@{digest}"]}}]' ;;
  *) exit 1 ;;
esac
"""


def pin_images(folder: Path, digest: str = DIGEST) -> tuple[int, str]:
    """Returns the exit status and the compose file afterwards."""
    tools = folder / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "docker").write_text(DOCKER.format(digest=digest))
    (tools / "docker").chmod(0o755)
    for name in ("deploy/pin_images.py", "deploy/Dockerfile", "docker-compose.yml"):
        (folder / name).parent.mkdir(exist_ok=True)
        if not (folder / name).exists():
            (folder / name).write_text((ROOT / name).read_text())
    result = subprocess.run(
        [sys.executable, "deploy/pin_images.py"], cwd=folder, env={"PATH": f"{tools}:/bin:/usr/bin"}, check=False
    )
    return result.returncode, (folder / "docker-compose.yml").read_text()


def test_a_digest_is_written_beside_its_tag_and_replaced_by_the_next(tmp_path: Path) -> None:
    before = re.sub("@sha256:[0-9a-f]+", "", (ROOT / "docker-compose.yml").read_text())
    for digest in (DIGEST, DIGEST.replace("5a", "6b")):
        _, page = pin_images(tmp_path, digest)
        assert f"${{POSTGRES_IMAGE:-postgres:18@{digest}}}" in page
        assert page.replace(f"@{digest}", "") == before


def test_without_a_registry_nothing_is_changed_and_the_run_fails(tmp_path: Path) -> None:
    before = (ROOT / "docker-compose.yml").read_text()
    code, page = pin_images(tmp_path)
    assert code == 1
    assert page.replace(f"@{DIGEST}", "", 1) == before
    assert (tmp_path / "deploy/Dockerfile").read_text() == (ROOT / "deploy/Dockerfile").read_text()
