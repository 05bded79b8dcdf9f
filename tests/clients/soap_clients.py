"""Stock clients of SOAP in other languages, made from the WSDL of a running service. Each is a command that takes the
address and a token, and lines with an operation and its elements, separated by tabs."""

from pathlib import Path

import httpx

from tests.clients.toolbox import packages_folder, run

SOURCES = Path(__file__).with_name("soap")
TOOLS = ("node", "npm", "mvn", "javac", "php", "wsdl2h", "soapcpp2", "gcc")


def fetched_packages() -> Path:
    """JAX-WS RI, and a package of npm. PHP and gSOAP are packages of Debian."""
    return packages_folder("soap-clients", SOURCES)


def npm_client(_url: str, _folder: Path) -> list[str]:
    return ["node", str(SOURCES / "client.mjs"), str(fetched_packages() / "node_modules")]


def php_client(_url: str, _folder: Path) -> list[str]:
    return ["php", str(SOURCES / "client.php")]


def java_client(url: str, folder: Path) -> list[str]:
    jars = f"{fetched_packages() / 'jars'}/*"
    generated, classes = folder / "generated", folder / "classes"
    generated.mkdir()
    classes.mkdir()
    run(["java", "-cp", jars, "com.sun.tools.ws.WsImport", "-Xnocompile", "-s", generated, f"{url}/soap?wsdl"], folder)
    sources = [*generated.rglob("*.java"), SOURCES / "Client.java"]
    run(["javac", "-nowarn", "-encoding", "UTF-8", "-cp", jars, "-d", classes, *sources], folder)
    return ["java", "-cp", f"{jars}:{classes}", "Client"]


def gsoap_client(url: str, folder: Path) -> list[str]:
    description = folder / "population.wsdl"
    description.write_bytes(httpx.get(f"{url}/soap?wsdl").raise_for_status().content)
    run(["wsdl2h", "-c", "-o", "population.h", description], folder)
    run(["soapcpp2", "-1", "-c", "-C", "-L", "-x", "-I/usr/share/gsoap/import", "population.h"], folder)
    sources = (str(SOURCES / "client.c"), "soapC.c", "soapClient.c")
    run(["gcc", "-D_GNU_SOURCE", "-I.", "-o", "client", *sources, "-lgsoap"], folder)
    return [str(folder / "client")]
