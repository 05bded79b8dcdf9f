"""What is in an image and what is not."""

import json

import pytest

from tests.support.compose_stack import IMAGES, build_images, docker

LARGEST = 190_000_000  # bytes beyond the base
BASE = "python:3.13-slim-bookworm"
TOOLS = ("pip", "pip3", "gcc", "cc", "make", "git", "curl", "uv")
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module", autouse=True)
def images() -> None:
    build_images()


def inside(image: str, script: str) -> str:
    return docker(
        "run",
        "--rm",
        "--read-only",
        "--cap-drop",
        "ALL",
        "--network",
        "none",
        "--entrypoint",
        "sh",
        image,
        "-c",
        script,
    )


@pytest.mark.parametrize("image", IMAGES.values(), ids=IMAGES)
def test_it_adds_little_to_its_base_and_runs_as_nobody(image: str) -> None:
    (added,) = json.loads(docker("image", "inspect", image))
    (base,) = json.loads(docker("image", "inspect", BASE))
    assert 0 < added["Size"] - base["Size"] <= LARGEST
    assert added["Config"]["User"] == "65532:65532"
    assert not [name for name in added["Config"]["Env"] if "TOKEN" in name or "PASSWORD" in name]


def test_it_holds_its_own_service_and_no_other() -> None:
    assert inside(IMAGES["reporting"], "ls /app").split() == ["common", "reporting"]
    assert inside(IMAGES["suite"], "ls /app").split() == ["common", "suite"]


def test_nothing_that_builds_or_installs_is_inside() -> None:
    found = inside(IMAGES["procedures"], f"for tool in {' '.join(TOOLS)}; do command -v $tool; done; true")
    assert found == ""
    for python in ("/usr/local/bin/python3", "/opt/congbo/bin/python"):
        modules = f"for m in pip setuptools ensurepip; do {python} -c import\\ $m 2>&1; done; true"
        assert inside(IMAGES["procedures"], modules).count("ModuleNotFoundError") == 3


def test_bytecode_is_there_for_every_module_and_nothing_is_writable() -> None:
    lacking = (
        "import pathlib; print([str(f) for r in ('/app', '/opt/congbo/lib') for f in pathlib.Path(r).rglob('*.py')"
        " if not list((f.parent / '__pycache__').glob(f.stem + '.*.pyc'))])"
    )
    assert inside(IMAGES["procedures"], f'python -c "{lacking}"').strip() == "[]"
    assert inside(IMAGES["procedures"], "find /app /opt/congbo -writable -not -type l | head").strip() == ""


def test_the_list_of_packages_names_what_is_installed() -> None:
    listed = {
        each["name"].lower()
        for each in json.loads(inside(IMAGES["procedures"], "cat /opt/congbo/sbom.cdx.json"))["components"]
    }
    ask = "from importlib.metadata import distributions as d; print('\\n'.join(x.name for x in d(path=['PLACE'])))"
    place = inside(IMAGES["procedures"], "echo /opt/congbo/lib/python3*/site-packages").strip()
    installed = inside(IMAGES["procedures"], f'python -c "{ask.replace("PLACE", place)}"').split()
    assert {name.lower() for name in installed} == listed
    assert {"fastapi", "sqlalchemy", "aiokafka"} <= listed
