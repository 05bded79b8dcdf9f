"""Generates the clients: one folder for each kind of client and service."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.clients.documents import SERVICES, document_path, dropped_operations, operation_ids
from tests.clients.toolbox import ToolFailed, run

OPENAPI_GENERATOR: dict[str, dict[str, Any]] = {
    # Members that a later version of a service adds are no fault of a response (docs/versions.md).
    "java": {
        "generatorName": "java",
        "additionalProperties": {"openApiNullable": False, "disallowAdditionalPropertiesIfNotPresent": False},
    },
    "java-native": {"generatorName": "java", "library": "native"},
    "typescript-fetch": {"generatorName": "typescript-fetch"},
    # Two enums may have a value of the same name, which is a constant of the package in Go.
    "go": {"generatorName": "go", "additionalProperties": {"enumClassPrefix": True}},
    "python": {"generatorName": "python"},
}
KINDS = (*OPENAPI_GENERATOR, "openapi-python-client", "openapi-typescript")
OPEN_XML = "application/vnd.openxmlformats-officedocument"
FILES = (
    f"{OPEN_XML}.spreadsheetml.sheet",
    f"{OPEN_XML}.wordprocessingml.document",
    "application/pdf",
    "application/x-ndjson",
    "text/csv",
)
"""Media types that openapi-python-client takes for files only where its configuration says so."""
LEFT_OUT = dict.fromkeys(("apiTests", "modelTests", "apiDocs", "modelDocs"), "false")


def client_folder(folder: Path, kind: str, service: str) -> Path:
    return folder / kind / service


def package_of(kind: str, service: str) -> str:
    """The name of a generated Python package."""
    return f"{kind.replace('-', '_')}_{service}"


def generate(tools: Path, folder: Path) -> None:
    with ThreadPoolExecutor(1) as threads:
        others = threads.submit(_generate_others, tools, folder)
        openapi_generator(tools, folder)
        others.result()


def openapi_generator(tools: Path, folder: Path) -> None:
    settings = list(_settings(folder))
    (jar,) = tools.glob("openapi-generator-cli-*.jar")
    java = ("java", "-XX:TieredStopAtLevel=1", "-Xmx1200m", "-jar", jar)
    run([*java, "batch", "--fail-fast", "--threads", "2", "--timeout", "10", *settings], folder)


def _settings(folder: Path) -> Iterator[Path]:
    for kind, options in OPENAPI_GENERATOR.items():
        for service in SERVICES:
            properties = {
                "packageName": service.replace("_", "") if kind == "go" else package_of(kind, service),
                "invokerPackage": service,
                "apiPackage": f"{service}.api",
                "modelPackage": f"{service}.model",
                "npmName": service,
                **options.get("additionalProperties", {}),
            }
            if kind in {"go", "python"}:
                properties = {key: properties[key] for key in properties if not key.endswith("Package")}
            file = folder / f"{kind}-{service}.json"
            settings = {
                **options,
                "inputSpec": str(document_path(service)),
                "outputDir": str(client_folder(folder, kind, service)),
                "gitHost": "congbo.example",  # these three are the name of a module in Go
                "gitUserId": "clients",
                "gitRepoId": service,
                "skipOperationExample": True,
                "globalProperties": LEFT_OUT,
                "additionalProperties": properties,
            }
            file.write_text(json.dumps(settings))
            yield file


def _generate_others(tools: Path, folder: Path) -> None:
    for service in SERVICES:
        openapi_python_client(folder, service)
        types = client_folder(folder, "openapi-typescript", service)
        types.mkdir(parents=True)
        program = tools / "node_modules" / ".bin" / "openapi-typescript"
        run([program, document_path(service), "--output", types / "index.ts"], folder)


def openapi_python_client(folder: Path, service: str) -> None:
    """Its warnings name parts that it leaves out."""
    kind = "openapi-python-client"
    config = folder / f"{kind}-{service}.json"
    files = dict.fromkeys(FILES, "application/octet-stream")
    config.write_text(json.dumps({"package_name_override": package_of(kind, service), "content_type_overrides": files}))
    output = client_folder(folder, kind, service) / package_of(kind, service)
    output.parent.mkdir(parents=True)
    command = (kind, "generate", "--meta", "none", "--fail-on-warning", "--config", config)
    run([*command, "--path", document_path(service), "--output-path", output], folder)


def check_operations(folder: Path) -> None:
    """Raises `ToolFailed` where a client lacks an operation."""
    for kind in KINDS:
        for service in SERVICES:
            if dropped := dropped_operations(operation_ids(service), client_folder(folder, kind, service)):
                raise ToolFailed(f"{kind} for {service} has no operation {', '.join(dropped)}")
