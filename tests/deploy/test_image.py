"""The content of the images."""

import json

import pytest

from tests.support.compose_stack import IMAGES, build_images, docker

MAX_SIZE = 220_000_000  # bytes beyond the base image, 33 million of them for Parquet files (arro3)
BASE = "python:3.13-slim-bookworm"
TOOLS = ("pip", "pip3", "gcc", "cc", "make", "git", "curl", "uv")
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module", autouse=True)
def images() -> None:
    build_images()


def inside(image: str, script: str) -> str:
    options = ("--rm", "--read-only", "--cap-drop", "ALL", "--network", "none", "--entrypoint", "sh")
    return docker("run", *options, image, "-c", script)


@pytest.mark.parametrize("image", IMAGES.values(), ids=IMAGES)
def test_an_image_adds_little_to_its_base_and_runs_as_an_unprivileged_user(image: str) -> None:
    (own,) = json.loads(docker("image", "inspect", image))
    (base,) = json.loads(docker("image", "inspect", BASE))
    assert 0 < own["Size"] - base["Size"] <= MAX_SIZE
    assert own["Config"]["User"] == "65532:65532"
    assert not [name for name in own["Config"]["Env"] if "TOKEN" in name or "PASSWORD" in name]


def test_an_image_contains_its_own_service_and_no_other() -> None:
    assert inside(IMAGES["reporting"], "ls /app").split() == ["common", "reporting"]
    assert inside(IMAGES["suite"], "ls /app").split() == ["common", "congbo_client", "suite"]


def test_no_tool_that_builds_or_installs_is_in_an_image() -> None:
    tools = inside(IMAGES["procedures"], f"for tool in {' '.join(TOOLS)}; do command -v $tool; done; true")
    assert tools == ""
    for python in ("/usr/local/bin/python3", "/opt/congbo/bin/python"):
        modules = f"for m in pip setuptools ensurepip; do {python} -c import\\ $m 2>&1; done; true"
        assert inside(IMAGES["procedures"], modules).count("ModuleNotFoundError") == 3


def test_every_module_is_compiled_and_nothing_is_writable() -> None:
    list_uncompiled = (
        "import pathlib; print([str(f) for r in ('/app', '/opt/congbo/lib') for f in pathlib.Path(r).rglob('*.py')"
        " if not list((f.parent / '__pycache__').glob(f.stem + '.*.pyc'))])"
    )
    assert inside(IMAGES["procedures"], f'python -c "{list_uncompiled}"').strip() == "[]"
    assert inside(IMAGES["procedures"], "find /app /opt/congbo -writable -not -type l | head").strip() == ""


def test_the_sbom_lists_the_installed_packages() -> None:
    listed = {
        component["name"].lower()
        for component in json.loads(inside(IMAGES["procedures"], "cat /opt/congbo/sbom.cdx.json"))["components"]
    }
    program = "from importlib.metadata import distributions as d; print('\\n'.join(x.name for x in d(path=['FOLDER'])))"
    folder = inside(IMAGES["procedures"], "echo /opt/congbo/lib/python3*/site-packages").strip()
    installed = inside(IMAGES["procedures"], f'python -c "{program.replace("FOLDER", folder)}"').split()
    assert {name.lower() for name in installed} == listed
    assert {"fastapi", "sqlalchemy", "aiokafka"} <= listed
