"""The Helm chart, installed on a real cluster in a namespace of its own that admits restricted pods only; tests use it
like a stack of processes."""

import base64
import json
import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from tempfile import mkdtemp
from typing import Any

from common.eventlog.keys import make_key_file
from suite.journey import ACCOUNTS, READER_SCOPES
from suite.tokens import SERVICE_SCOPES, Issuer
from tests.support.certificates import Authority
from tests.support.compose_stack import IMAGES, SUITE, build_images
from tests.support.rendered import CHART, VALUES, Manifest, helm, of_kind, rendered
from tests.support.requirements import need_cluster

ROOT = Path(__file__).parents[2]
RELEASE = "congbo"
ISSUER_URL = "http://issuer:8000"
RESIDENTS = 60
NODE_PORTS = dict(zip(SUITE, range(30001, 30005), strict=True))
KAFKA = "/opt/kafka/bin"
ACLS = f"{KAFKA}/kafka-run-class.sh org.apache.kafka.tools.AclCommand"
HBA = "local all all trust\nhostssl all all all scram-sha-256 clientcert=verify-full\n"
"""Every role needs a password, and a client certificate with the role's name."""
MOUNTED = "/run/secrets/congbo"
TLS = f"sslmode=verify-full&sslrootcert={MOUNTED}/database-ca.crt"
CERTIFIED = f"{TLS}&sslcert={MOUNTED}/database-user.crt&sslkey={MOUNTED}/database-user.key"


def slug(service: str) -> str:
    return service.replace("_", "-")


@dataclass
class ClusterStack:
    """An `ObservedStack` of pods."""

    namespace: str = field(default_factory=lambda: f"congbo-{secrets.token_hex(3)}")
    bus: str = "kafka"
    residents: int = RESIDENTS

    def __post_init__(self) -> None:
        self.folder = Path(mkdtemp())
        self.password = secrets.token_hex(12)
        self.issuer = Issuer(self.folder / "issuer.pem", ISSUER_URL)
        self.urls = {service: f"http://127.0.0.1:{port}" for service, port in NODE_PORTS.items()}

    def token(self, *scopes: str, subject: str = "tester", agency: str = "", name: str = "") -> str:
        return self.issuer.token(subject, scopes, name, agency)

    # the cluster

    def kubectl(self, *arguments: str, given: str | None = None, check: bool = True) -> str:
        command = ["kubectl", "-n", self.namespace, *arguments]
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, f"kubectl {' '.join(arguments)}: {done.stderr}"
        return done.stdout + ("" if check else done.stderr)

    def apply(self, *manifests: Manifest | str) -> None:
        for each in manifests:
            self.kubectl("apply", "-f", "-", given=each if isinstance(each, str) else json.dumps(each))

    def secret(self, name: str, **data: str | bytes) -> None:
        given = {
            key: base64.b64encode(value.encode() if isinstance(value, str) else value).decode()
            for key, value in data.items()
        }
        self.apply({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}, "data": given})

    def prepare(self) -> None:
        """Creates the namespace, the servers that the suite depends on, and the Secrets."""
        enforced = {
            "pod-security.kubernetes.io/enforce": "restricted",
            "pod-security.kubernetes.io/enforce-version": "latest",
        }
        self.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": self.namespace, "labels": enforced}})
        databases = {"databases.sh": (ROOT / "deploy/compose/databases.sh").read_text(), "pg_hba.conf": HBA}
        self.apply({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "databases"}, "data": databases})
        self.secret("issuer", **{"issuer.pem": (self.folder / "issuer.pem").read_bytes()})
        self.secret(
            "congbo-service-token",
            token=self.token(*SERVICE_SCOPES, subject="system:suite"),
        )
        account_tokens = {
            subject: self.token(*scopes, subject=subject, agency="H60.TEST") for subject, scopes in ACCOUNTS.values()
        }
        self.secret(
            "test-tokens", reader=self.token(*READER_SCOPES, subject="reader", agency="H60.TEST"), **account_tokens
        )
        self.secret("channel-secrets", **{"a-channel": "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()})
        authority = Authority(self.folder)
        ca_certificate = authority.certificate.read_bytes()
        self.secret("authority", **{"ca.crt": ca_certificate})
        for server in ("postgres", "kafka"):
            issued = authority.issue(server, host=server)
            pair = {"tls.crt": issued.certificate.read_bytes(), "tls.key": issued.key.read_bytes()}
            self.secret(f"{server}-tls", **pair, **{"ca.crt": ca_certificate, "both.pem": issued.combined.read_bytes()})
        for service in SUITE:
            for role, secret in ((f"{service}_app", "database"), (service, "owner")):
                issued = authority.issue(role)
                pair = {"tls.crt": issued.certificate.read_bytes(), "tls.key": issued.key.read_bytes()}
                self.secret(f"{slug(role)}-tls", **pair)
                self.secret(f"{slug(service)}-{secret}", uri=self.address_of_database(service, role))
            issued = authority.issue(f"{RELEASE}-{slug(service)}")
            user = {"user.crt": issued.certificate.read_bytes(), "user.key": issued.key.read_bytes()}
            self.secret(f"{slug(service)}-kafka", password=self.password, **user)
            if service != "reporting":
                make_key_file(self.folder / f"{service}.pem")
                self.secret(f"{slug(service)}-stream-key", **{"key.pem": (self.folder / f"{service}.pem").read_bytes()})
        dependencies = (ROOT / "tests/deploy/beside.yaml").read_text()
        self.apply(Template(dependencies).substitute(password=self.password))
        for service, port in NODE_PORTS.items():
            self.apply(node_port(service, port))

    def address_of_database(self, service: str, role: str, tls: str = CERTIFIED) -> str:
        return f"postgresql://{role}:{self.password}@postgres:5432/{service}?{tls}"

    def allow_on_kafka(self) -> None:
        """Creates the topics, users and ACLs that the chart would order from Strimzi."""
        manifests = rendered("cluster", strimzi__cluster="bus", strimzi__namespace=self.namespace, release=RELEASE)
        server = "--bootstrap-server 127.0.0.1:9094"
        lines = []
        for topic in of_kind(manifests, "KafkaTopic"):
            name, parts = topic["spec"]["topicName"], topic["spec"]["partitions"]
            config = " ".join(f"--config {key}={value}" for key, value in topic["spec"]["config"].items())
            lines.append(
                f"{KAFKA}/kafka-topics.sh {server} --create --if-not-exists --topic {name} --partitions {parts}"
                f" {config}"
            )
        for user in of_kind(manifests, "KafkaUser"):
            name = user["metadata"]["name"]
            scram = (
                f"--alter --add-config SCRAM-SHA-512=[password={self.password}] --entity-type users --entity-name"
                f" {name}"
            )
            lines.append(f"{KAFKA}/kafka-configs.sh {server} {scram}")
            for acl in user["spec"]["authorization"]["acls"]:
                may = " ".join(f"--operation {operation}" for operation in acl["operations"])
                on = f"--{acl['resource']['type']} {acl['resource']['name']}"
                lines.append(f"{ACLS} {server} --add --allow-principal User:{name} {may} {on}")
        self.kubectl("wait", "pod/kafka", "--for=condition=Ready", "--timeout=300s")
        self.kubectl("exec", "-i", "kafka", "--", "bash", "-e", "-s", given="\n".join(lines))

    # the release

    def helm(self, *arguments: str, check: bool = True) -> str:
        done = helm(*arguments, "-n", self.namespace)
        assert not check or done.returncode == 0, (
            f"helm {' '.join(arguments)}: {done.stdout}{done.stderr}{self.state()}"
        )
        return done.stdout + done.stderr

    def install(self, *more: str) -> None:
        self.helm(
            "install",
            RELEASE,
            str(CHART),
            "-f",
            str(VALUES["cluster"]),
            "--wait",
            "--wait-for-jobs",
            "--timeout",
            "10m",
            *more,
        )

    def upgrade(self, *more: str) -> None:
        self.helm(
            "upgrade",
            RELEASE,
            str(CHART),
            "-f",
            str(VALUES["cluster"]),
            "--wait",
            "--wait-for-jobs",
            "--timeout",
            "10m",
            *more,
        )

    def state(self) -> str:
        return (
            self.kubectl("get", "pods,jobs", "-o", "wide", check=False)
            + self.kubectl("get", "events", check=False)[-3000:]
        )

    def fill_register(self) -> None:
        self.as_owner("population_lookup", f"python -m population_lookup residents --count {self.residents}")

    def run(self, service: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Runs one command of a service as the application's role, in a pod that may reach all that it needs."""
        process = "relay" if service == "procedures" else "consumer"
        where = ["-n", self.namespace, "exec", f"deploy/{RELEASE}-{slug(service)}-{process}", "--"]
        given = ["env", *(f"{name}={value}" for name, value in settings.items())]
        command = ["kubectl", *where, *given, "python", "-m", service, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def as_owner(self, service: str, script: str = "", **settings: str) -> str:
        """Runs the Job of a service's backup, or the script in its place, and returns its logs."""
        name = f"{slug(service)}-{secrets.token_hex(3)}"
        create = [
            "create",
            "job",
            name,
            f"--from=cronjob/{RELEASE}-{slug(service)}-backup",
            "--dry-run=client",
            "-o",
            "json",
        ]
        job: Manifest = json.loads(self.kubectl(*create))
        (container,) = job["spec"]["template"]["spec"]["containers"]
        container["command"] = ["sh", "-ec", script] if script else container["command"]
        container["env"] += [{"name": each, "value": value} for each, value in settings.items()]
        job["spec"]["backoffLimit"] = 0
        self.apply(job)
        deadline = time.monotonic() + 600
        while not ended(status := json.loads(self.kubectl("get", "job", name, "-o", "json"))["status"]):
            assert time.monotonic() < deadline, self.kubectl("describe", "pod", "-l", f"job-name={name}")
            time.sleep(0.5)
        logs = self.kubectl("logs", f"job/{name}", "--all-containers", check=False)
        assert status.get("succeeded") == 1, logs
        self.kubectl("delete", "job", name, "--wait=true")
        return logs

    def check_processes(self) -> None:
        """Kubernetes restarts processes itself."""

    def pods(self, process: str = "", service: str = "") -> list[str]:
        """Names of the pods of the release's Deployments, without those that are terminating."""
        labels = [f"app.kubernetes.io/instance={RELEASE}", "congbo/process notin (migrate,topics,backup,test)"]
        labels += [f"congbo/process={process}"] if process else []
        labels += [f"app.kubernetes.io/component={slug(service)}"] if service else []
        found = json.loads(self.kubectl("get", "pods", "-l", ",".join(labels), "-o", "json"))["items"]
        return [each["metadata"]["name"] for each in found if "deletionTimestamp" not in each["metadata"]]

    def wait_available(self) -> None:
        for name in self.kubectl("get", "deploy", "-o", "name").split():
            self.kubectl("rollout", "status", name, "--timeout=300s")

    def evict(self, pod: str) -> str:
        """Returns the response of the Eviction API."""
        body = {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": pod, "namespace": self.namespace}}
        path = f"/api/v1/namespaces/{self.namespace}/pods/{pod}/eviction"
        return self.kubectl("create", "--raw", path, "-f", "-", given=json.dumps(body), check=False)

    def reaches(self, pod: str, host: str, port: int) -> bool:
        """Whether a pod can open a connection to the address within two seconds."""
        script = f"import socket; socket.create_connection(('{host}', {port}), 2)"
        return (
            subprocess.run(
                ["kubectl", "-n", self.namespace, "exec", pod, "--", "python", "-c", script],
                capture_output=True,
                check=False,
            ).returncode
            == 0
        )

    def address(self, pod: str) -> str:
        return self.kubectl("get", "pod", pod, "-o", "jsonpath={.status.podIP}")

    def remove(self) -> None:
        self.kubectl("delete", "namespace", self.namespace, "--wait=true", "--timeout=120s", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


def ended(status: Manifest) -> bool:
    """Whether a Job has finished. `SuccessCriteriaMet` alone does not count: its pods are not counted yet."""
    return any(
        each["type"] in ("Complete", "Failed") and each["status"] == "True" for each in status.get("conditions", [])
    )


def node_port(service: str, port: int) -> Manifest:
    """A NodePort Service, through which tests reach the API from outside the cluster."""
    selector = {
        "app.kubernetes.io/instance": RELEASE,
        "app.kubernetes.io/component": slug(service),
        "congbo/process": "api",
    }
    ports = [{"port": 80, "targetPort": "http", "nodePort": port}]
    spec: dict[str, Any] = {"type": "NodePort", "selector": selector, "ports": ports}
    return {"apiVersion": "v1", "kind": "Service", "metadata": {"name": f"outside-{slug(service)}"}, "spec": spec}


def load_images(names: Sequence[str]) -> None:
    """Loads images into the cluster by the command that CONGBO_LOAD_IMAGES names. Without it the nodes must pull them
    themselves."""
    if command := os.environ.get("CONGBO_LOAD_IMAGES"):
        subprocess.run([*command.split(), *names], check=True, capture_output=True)


@contextmanager
def run_cluster_stack() -> Iterator[ClusterStack]:
    """Yields a prepared namespace in which the chart is not installed yet."""
    need_cluster()
    build_images()
    load_images(["postgres:18", "apache/kafka:4.3.1", *IMAGES.values()])
    stack = ClusterStack()
    try:
        stack.prepare()
        yield stack
    finally:
        stack.remove()
