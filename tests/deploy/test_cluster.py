"""The chart on a real cluster, in a namespace that admits restricted pods only: it is installed, used, disturbed and
uninstalled.

The tests of this file depend on one another and run in their order. FULL=1 covers every pod.
"""

import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from tests.support.cluster_stack import RELEASE, TLS, ClusterStack, run_cluster_stack
from tests.support.compose_stack import SUITE
from tests.support.rendered import VALUES, of_kind, rendered, template
from tests.support.requirements import only_in_full_run, require
from tests.support.stack_checks import verify_all
from tests.support.steady_publishing import steady_publishing

FULL = os.environ.get("FULL") == "1"
pytestmark = pytest.mark.timeout(3600)
PSQL = ("exec", "postgres", "--", "psql", "-U", "postgres", "-h", "/var/run/postgresql", "-Atc")
CRDS = Path(os.environ.get("CONGBO_REAL_DATA", "/nowhere")) / "crds"


@pytest.fixture(scope="module")
def stack() -> Iterator[ClusterStack]:
    with run_cluster_stack() as stack:
        yield stack


@pytest.fixture(scope="module")
def installed(stack: ClusterStack) -> ClusterStack:
    """Installs the release while the topics and the ACLs are still being created in Kafka: no order is required."""
    with ThreadPoolExecutor(1) as thread:
        allowed = thread.submit(stack.allow_on_kafka)
        stack.install()
        allowed.result()
    stack.fill_register()
    return stack


def test_helm_test_runs_the_journey_and_verifies_every_service(installed: ClusterStack) -> None:
    output = installed.helm("test", RELEASE, "--logs", "--timeout", "10m")
    assert output.count("Succeeded") == 5
    assert "look-ups are refused" in output
    assert output.count("unbroken chain") == 3
    assert "FAILED" not in output


def test_long_running_processes_connect_with_the_role_and_certificate_of_the_application(
    installed: ClusterStack,
) -> None:
    stack = installed
    names = ", ".join(f"'{service}'" for service in SUITE)
    query = (
        "SELECT DISTINCT datname, usename, ssl, coalesce(client_dn, '') FROM pg_stat_activity JOIN pg_stat_ssl"
        " USING (pid)"
    )
    rows = stack.kubectl(*PSQL, f"{query} WHERE datname IN ({names}) ORDER BY 1")
    assert rows.split() == sorted(f"{service}|{service}_app|t|/CN={service}_app" for service in SUITE)
    without = stack.run(
        "reporting", "verify", DATABASE_URL=stack.address_of_database("reporting", "reporting_app", TLS)
    )
    assert (without.returncode, "valid client certificate" in without.stderr) == (2, True), without
    another = stack.run("reporting", "verify", DATABASE_URL=stack.address_of_database("reporting", "reporting"))
    assert (another.returncode, "authentication failed" in another.stderr) == (2, True), another
    without_certificate = (
        "from ssl import create_default_context as c; import socket;"
        " s = c(cafile='/run/secrets/congbo/kafka-ca.crt').wrap_socket("
    )
    without_certificate += (
        "socket.create_connection(('kafka', 9092)), server_hostname='kafka'); s.sendall(bytes(9)); print(s.recv(1))"
    )
    refused = stack.kubectl(
        "exec", stack.pods("consumer", "reporting")[0], "--", "python", "-c", without_certificate, check=False
    )
    assert "certificate required" in refused.lower().replace("_", " "), refused


def test_network_policies_allow_only_the_named_connections(installed: ClusterStack) -> None:
    stack = installed
    api, relay = stack.pods("api", "procedures")[0], stack.pods("relay", "procedures")[0]
    look_up, report = stack.pods("api", "population_lookup")[0], stack.pods("api", "reporting")[0]
    consumer, pusher = stack.pods("consumer", "reporting")[0], stack.pods("push-channels")[0]
    webhooks = stack.pods("push-webhooks")[0]
    assert stack.reaches("client", f"{RELEASE}-procedures", 8001), "clients"
    assert not stack.reaches("stranger", f"{RELEASE}-procedures", 8001), "clients"
    assert stack.reaches(consumer, f"{RELEASE}-procedures", 8001), "feeds"
    assert not stack.reaches(relay, f"{RELEASE}-procedures", 8001), "feeds"
    assert stack.reaches(api, f"{RELEASE}-reporting", 8004), "the impact of a Decision"
    assert stack.reaches(api, f"{RELEASE}-online-services", 8002), "the box on the page of a procedure"
    assert stack.reaches(report, f"{RELEASE}-procedures", 8001), "the own counts of the sources"
    assert not stack.reaches(look_up, f"{RELEASE}-procedures", 8001), "the look-up asks nobody"
    assert stack.reaches(relay, "postgres", 5432), "database, dns"
    assert not stack.reaches("stranger", stack.address(consumer), 8080), "monitoring: no peer is named"
    assert stack.reaches(relay, "kafka", 9092), "kafka"
    assert not stack.reaches(api, "kafka", 9092), "kafka"
    assert not stack.reaches(pusher, "kafka", 9092), "kafka"
    assert stack.reaches(api, "issuer", 8000), "issuer"
    assert not stack.reaches(consumer, "issuer", 8000), "issuer"
    assert not stack.reaches(pusher, stack.address("client"), 8000), "webhooks: no peer is named"
    assert not stack.reaches(webhooks, stack.address("client"), 8000), "subscribers: no peer is named"
    assert stack.reaches("client", stack.address("stranger"), 8000), "the stranger responds to peers that are allowed"
    for pod in (api, look_up, report, relay, consumer, pusher, webhooks):
        assert not stack.reaches(pod, stack.address("stranger"), 8000), "no pod may connect to a stranger"


@only_in_full_run("an upgrade of its own")
def test_pods_connect_to_named_channels_subscribers_monitoring_and_collector(
    installed: ClusterStack,
) -> None:
    stack = installed
    stranger = '[{"podSelector":{"matchLabels":{"app":"stranger"}}}]'
    webhook = '[{"to":[{"podSelector":{"matchLabels":{"app":"client"}}}],"ports":[{"port":8000}]}]'
    subscriber = webhook.replace("client", "issuer")
    peers = {"monitoring": stranger, "webhooks": webhook, "subscribers": subscriber}
    stack.upgrade(*(part for name, value in peers.items() for part in ("--set-json", f"networkPolicy.{name}={value}")))
    (pusher,), (webhooks,), (consumer,) = (
        stack.pods("push-channels"),
        stack.pods("push-webhooks"),
        stack.pods("consumer", "reporting"),
    )
    assert stack.reaches(pusher, stack.address("client"), 8000)
    assert not stack.reaches(pusher, stack.address("stranger"), 8000)
    assert not stack.reaches(pusher, stack.address("issuer"), 8000)
    assert stack.reaches(webhooks, stack.address("issuer"), 8000)
    assert not stack.reaches(webhooks, stack.address("client"), 8000)
    assert not stack.reaches(consumer, stack.address("client"), 8000)
    assert stack.reaches("stranger", stack.address(consumer), 8080)
    assert not stack.reaches(consumer, stack.address("stranger"), 8000), "no collector is named"
    collector = '{"to":[{"podSelector":{"matchLabels":{"app":"stranger"}}}],"ports":[8000]}'
    stack.upgrade(
        "--set-json",
        f"networkPolicy.otlp={collector}",
        "--set",
        f"tracing.endpoint=http://{stack.address('stranger')}:8000",
    )
    assert stack.reaches(stack.pods("consumer", "reporting")[0], stack.address("stranger"), 8000)


def test_an_upgrade_and_a_rollback_under_load_lose_and_duplicate_nothing(installed: ClusterStack) -> None:
    stack = installed
    before = set(stack.pods())
    with steady_publishing(stack) as publishing:
        publishing.publish_more(3, within=300)
        stack.upgrade("--set", "logLevel=WARNING")
        publishing.publish_more(3, within=300)
        if FULL:
            stack.helm("rollback", RELEASE, "1", "--wait", "--wait-for-jobs", "--timeout", "10m")
            publishing.publish_more(3, within=300)
    assert not before & set(stack.pods()), "each pod has been replaced"
    print(f"{len(before)} pods replaced by an upgrade{' and by a rollback' if FULL else ''}")


def test_a_backup_of_each_running_service_can_be_restored(installed: ClusterStack) -> None:
    stack = installed
    with steady_publishing(stack) as publishing:
        for service in SUITE:
            publishing.publish_more(1, within=300)
            assert f"/backups/{service}-" in stack.as_owner(service)
            publishing.publish_more(1, within=300)
    for service in SUITE:
        stack.kubectl(*PSQL, f"CREATE DATABASE {service}_drill OWNER {service}")
        url = stack.address_of_database(f"{service}_drill", service)
        restore = f"python -m {service} restore /backups/{service}-*.dump --drill --bin /client"
        assert "restored from" in stack.as_owner(service, restore, DATABASE_URL=url)


def test_deleted_pods_are_replaced_and_nothing_is_lost_or_duplicated(installed: ClusterStack) -> None:
    stack = installed
    kinds = [stack.pods(process)[0] for process in ("api", "relay", "consumer", "push-channels", "push-webhooks")]
    with steady_publishing(stack) as publishing:
        for pod in (deleted := stack.pods() if FULL else kinds):
            publishing.publish_more(2, within=300)
            stack.kubectl(
                "delete", "pod", pod, "--wait=false", *(["--grace-period=0", "--force"] if pod in kinds[:2] else [])
            )
        publishing.publish_more(3, within=300)
        stack.wait_available()
        print(f"{len(deleted)} pods deleted")


def test_the_disruption_budget_refuses_a_second_eviction_at_once(installed: ClusterStack) -> None:
    stack = installed
    stack.wait_available()
    time.sleep(2)  # until the controller has updated the budget
    first, second = stack.pods("api", "procedures")
    assert '"status":"Success"' in stack.evict(first)
    refused = stack.evict(second)
    assert "TooManyRequests" in refused or "Cannot evict pod" in refused
    stack.wait_available()
    time.sleep(2)
    assert '"status":"Success"' in stack.evict(second), "it is accepted once another pod is available"
    stack.wait_available()


@pytest.fixture(scope="module")
def defined(stack: ClusterStack) -> Iterator[ClusterStack]:
    """The cluster with the definitions of all optional objects; missing ones are added and removed afterwards."""
    require("definitions", None if CRDS.is_dir() else "CONGBO_REAL_DATA names no folder with crds/")
    names = {file: yaml.safe_load(file.read_text())["metadata"]["name"] for file in sorted(CRDS.glob("*.yaml"))}
    existing = {crd["metadata"]["name"] for crd in json.loads(stack.kubectl("get", "crd", "-o", "json"))["items"]}
    added = [
        name
        for file, name in names.items()
        if name not in existing and stack.kubectl("apply", "--server-side", "-f", str(file))
    ]
    for name in names.values():
        stack.kubectl("wait", f"crd/{name}", "--for=condition=Established", "--timeout=60s")
    yield stack
    stack.kubectl("delete", "crd", *added) if added else None


@pytest.mark.parametrize("values", VALUES)
def test_a_cluster_with_all_definitions_accepts_every_object_in_strict_mode(defined: ClusterStack, values: str) -> None:
    set_ = {"release": "dry", "namespace": defined.namespace, "strimzi__namespace": defined.namespace}
    manifests = rendered(values, **set_)
    defined.apply(*of_kind(manifests, "ServiceAccount"))  # a pod without a controller requires its account at once
    strictly = ("apply", "--server-side", "--dry-run=server", "--validate=strict", "--force-conflicts", "-f", "-")
    output = defined.kubectl(*strictly, given=template(values, **set_))
    accepted = [line for line in output.splitlines() if line.endswith("serverside-applied (server dry run)")]
    assert len(accepted) == len(manifests)


def test_the_namespace_refuses_a_pod_that_is_not_restricted(stack: ClusterStack) -> None:
    spec = {"containers": [{"name": "root", "image": "congbo/suite:test"}]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "root"}, "spec": spec}
    output = stack.kubectl("apply", "--dry-run=server", "-f", "-", given=json.dumps(pod), check=False)
    assert "violates PodSecurity" in output


def test_an_uninstalled_release_leaves_nothing_behind(installed: ClusterStack) -> None:
    stack = installed
    assert set(verify_all(stack)) == set(SUITE)
    stack.helm("uninstall", RELEASE, "--wait", "--timeout", "3m")
    kinds = sorted({manifest["kind"] for manifest in rendered("cluster")} | {"ReplicaSet", "EndpointSlice", "Pod"})
    assert of_kind(rendered("cluster"), "PersistentVolumeClaim") == []
    deadline = time.monotonic() + 60
    while left := stack.kubectl(
        "get", ",".join(kinds), "-l", f"app.kubernetes.io/instance={RELEASE}", "-o", "name"
    ).split():
        assert time.monotonic() < deadline, left
        time.sleep(1)
