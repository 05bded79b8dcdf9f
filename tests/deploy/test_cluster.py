"""The chart on a real cluster, in a namespace that takes restricted pods only: installed from nothing, used, broken,
and taken away.

The tests of this file tell one story and stand in its order. FULL=1 goes through every pod.
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
    """From nothing, in one go, while Kafka does not yet have the topics nor know who we are: nobody keeps an order."""
    with ThreadPoolExecutor(1) as thread:
        allowed = thread.submit(stack.allow_on_kafka)
        stack.install()
        allowed.result()
    stack.fill_register()
    return stack


def test_helm_s_own_test_publishes_sees_repeals_is_refused_and_verifies(installed: ClusterStack) -> None:
    said = installed.helm("test", RELEASE, "--logs", "--timeout", "10m")
    assert said.count("Succeeded") == 5
    assert "refused at the look-up" in said
    assert said.count("unbroken chain") == 3
    assert "FAILED" not in said


def test_what_stays_up_enters_as_the_application_and_only_with_its_certificate(installed: ClusterStack) -> None:
    stack = installed
    names = ", ".join(f"'{service}'" for service in SUITE)
    ask = (
        "SELECT DISTINCT datname, usename, ssl, coalesce(client_dn, '') FROM pg_stat_activity JOIN pg_stat_ssl"
        " USING (pid)"
    )
    said = stack.kubectl(*PSQL, f"{ask} WHERE datname IN ({names}) ORDER BY 1")
    assert said.split() == sorted(f"{service}|{service}_app|t|/CN={service}_app" for service in SUITE)
    without = stack.run(
        "reporting", "verify", DATABASE_URL=stack.address_of_database("reporting", "reporting_app", TLS)
    )
    assert (without.returncode, "valid client certificate" in without.stderr) == (2, True), without
    another = stack.run("reporting", "verify", DATABASE_URL=stack.address_of_database("reporting", "reporting"))
    assert (another.returncode, "authentication failed" in another.stderr) == (2, True), another
    nobody = (
        "from ssl import create_default_context as c; import socket;"
        " s = c(cafile='/run/secrets/congbo/kafka-ca.crt').wrap_socket("
    )
    nobody += (
        "socket.create_connection(('kafka', 9092)), server_hostname='kafka'); s.sendall(bytes(9)); print(s.recv(1))"
    )
    refused = stack.kubectl("exec", stack.pods("consumer", "reporting")[0], "--", "python", "-c", nobody, check=False)
    assert "certificate required" in refused.lower().replace("_", " "), refused


def test_every_policy_refuses_and_allows(installed: ClusterStack) -> None:
    stack = installed
    api, relay = stack.pods("api", "procedures")[0], stack.pods("relay", "procedures")[0]
    consumer, pusher = stack.pods("consumer", "reporting")[0], stack.pods("push-channels")[0]
    teller = stack.pods("push-webhooks")[0]
    assert stack.reaches("client", f"{RELEASE}-procedures", 8001), "clients"
    assert not stack.reaches("stranger", f"{RELEASE}-procedures", 8001), "clients"
    assert stack.reaches(consumer, f"{RELEASE}-procedures", 8001), "feeds"
    assert not stack.reaches(relay, f"{RELEASE}-procedures", 8001), "feeds"
    assert not stack.reaches(api, f"{RELEASE}-reporting", 8004), "feeds"
    assert stack.reaches(relay, "postgres", 5432), "database, dns"
    assert not stack.reaches("stranger", stack.address(consumer), 8080), "monitoring: nobody is named"
    assert stack.reaches(relay, "kafka", 9092), "kafka"
    assert not stack.reaches(api, "kafka", 9092), "kafka"
    assert not stack.reaches(pusher, "kafka", 9092), "kafka"
    assert stack.reaches(api, "issuer", 8000), "issuer"
    assert not stack.reaches(consumer, "issuer", 8000), "issuer"
    assert not stack.reaches(pusher, stack.address("client"), 8000), "webhooks: nobody is named"
    assert not stack.reaches(teller, stack.address("client"), 8000), "subscribers: nobody is named"
    assert stack.reaches("client", stack.address("stranger"), 8000), "it answers those who may ask"
    for pod in (api, relay, consumer, pusher, teller):
        assert not stack.reaches(pod, stack.address("stranger"), 8000), "nothing is open to strangers"


@only_in_full_run("an upgrade of its own")
def test_channels_subscribers_monitoring_and_a_collector_are_reached_once_they_are_named(
    installed: ClusterStack,
) -> None:
    stack = installed
    stranger = '[{"podSelector":{"matchLabels":{"app":"stranger"}}}]'
    webhook = '[{"to":[{"podSelector":{"matchLabels":{"app":"client"}}}],"ports":[{"port":8000}]}]'
    subscriber = webhook.replace("client", "issuer")
    named = {"monitoring": stranger, "webhooks": webhook, "subscribers": subscriber}
    stack.upgrade(*(part for name, value in named.items() for part in ("--set-json", f"networkPolicy.{name}={value}")))
    (pusher,), (teller,), (consumer,) = (
        stack.pods("push-channels"),
        stack.pods("push-webhooks"),
        stack.pods("consumer", "reporting"),
    )
    assert stack.reaches(pusher, stack.address("client"), 8000)
    assert not stack.reaches(pusher, stack.address("stranger"), 8000)
    assert not stack.reaches(pusher, stack.address("issuer"), 8000)
    assert stack.reaches(teller, stack.address("issuer"), 8000)
    assert not stack.reaches(teller, stack.address("client"), 8000)
    assert not stack.reaches(consumer, stack.address("client"), 8000)
    assert stack.reaches("stranger", stack.address(consumer), 8080)
    assert not stack.reaches(consumer, stack.address("stranger"), 8000), "a collector: none is named"
    collector = '{"to":[{"podSelector":{"matchLabels":{"app":"stranger"}}}],"ports":[8000]}'
    stack.upgrade(
        "--set-json",
        f"networkPolicy.otlp={collector}",
        "--set",
        f"tracing.endpoint=http://{stack.address('stranger')}:8000",
    )
    assert stack.reaches(stack.pods("consumer", "reporting")[0], stack.address("stranger"), 8000)


def test_an_upgrade_and_a_roll_back_under_load_lose_and_double_nothing(installed: ClusterStack) -> None:
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
    print(f"{len(before)} pods replaced by an upgrade{' and by a roll-back' if FULL else ''}")


def test_a_backup_of_each_service_is_written_while_it_works_and_comes_back(installed: ClusterStack) -> None:
    stack = installed
    with steady_publishing(stack) as publishing:
        for service in SUITE:
            publishing.publish_more(1, within=300)
            assert f"/backups/{service}-" in stack.as_owner(service)
            publishing.publish_more(1, within=300)
    for service in SUITE:
        stack.kubectl(*PSQL, f"CREATE DATABASE {service}_drill OWNER {service}")
        there = stack.address_of_database(f"{service}_drill", service)
        restore = f"python -m {service} restore /backups/{service}-*.dump --drill --bin /client"
        assert "restored from" in stack.as_owner(service, restore, DATABASE_URL=there)


def test_deleted_pods_are_replaced_and_lose_and_double_nothing(installed: ClusterStack) -> None:
    stack = installed
    kinds = [stack.pods(process)[0] for process in ("api", "relay", "consumer", "push-channels", "push-webhooks")]
    with steady_publishing(stack) as publishing:
        for pod in (doomed := stack.pods() if FULL else kinds):
            publishing.publish_more(2, within=300)
            stack.kubectl(
                "delete", "pod", pod, "--wait=false", *(["--grace-period=0", "--force"] if pod in kinds[:2] else [])
            )
        publishing.publish_more(3, within=300)
        stack.wait_available()
        print(f"{len(doomed)} pods deleted")


def test_of_two_evictions_at_once_the_budget_accepts_the_first_and_refuses_the_second(installed: ClusterStack) -> None:
    stack = installed
    stack.wait_available()
    time.sleep(2)  # until the budget has counted
    first, second = stack.pods("api", "procedures")
    assert '"status":"Success"' in stack.evict(first)
    refused = stack.evict(second)
    assert "TooManyRequests" in refused or "Cannot evict pod" in refused
    stack.wait_available()
    time.sleep(2)
    assert '"status":"Success"' in stack.evict(second), "and accepts it when another is there"
    stack.wait_available()


@pytest.fixture(scope="module")
def defined(stack: ClusterStack) -> Iterator[ClusterStack]:
    """With the definitions of all optional objects: those that are not there yet come, and go again."""
    require("definitions", None if CRDS.is_dir() else "CONGBO_REAL_DATA names no folder with crds/")
    found = {file: yaml.safe_load(file.read_text())["metadata"]["name"] for file in sorted(CRDS.glob("*.yaml"))}
    there = {each["metadata"]["name"] for each in json.loads(stack.kubectl("get", "crd", "-o", "json"))["items"]}
    made = [
        name
        for file, name in found.items()
        if name not in there and stack.kubectl("apply", "--server-side", "-f", str(file))
    ]
    for name in found.values():
        stack.kubectl("wait", f"crd/{name}", "--for=condition=Established", "--timeout=60s")
    yield stack
    stack.kubectl("delete", "crd", *made) if made else None


@pytest.mark.parametrize("values", VALUES)
def test_a_cluster_that_knows_all_definitions_accepts_every_object_strictly(defined: ClusterStack, values: str) -> None:
    set_ = {"release": "dry", "namespace": defined.namespace, "strimzi__namespace": defined.namespace}
    manifests = rendered(values, **set_)
    defined.apply(*of_kind(manifests, "ServiceAccount"))  # a bare pod must have its account
    strictly = ("apply", "--server-side", "--dry-run=server", "--validate=strict", "--force-conflicts", "-f", "-")
    said = defined.kubectl(*strictly, given=template(values, **set_))
    accepted = [line for line in said.splitlines() if line.endswith("serverside-applied (server dry run)")]
    assert len(accepted) == len(manifests)


def test_a_pod_that_is_not_restricted_would_not_be_taken_here(stack: ClusterStack) -> None:
    spec = {"containers": [{"name": "root", "image": "congbo/suite:test"}]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "root"}, "spec": spec}
    said = stack.kubectl("apply", "--dry-run=server", "-f", "-", given=json.dumps(pod), check=False)
    assert "violates PodSecurity" in said


def test_it_leaves_nothing_behind_and_everything_verifies_before(installed: ClusterStack) -> None:
    stack = installed
    assert set(verify_all(stack)) == set(SUITE)
    stack.helm("uninstall", RELEASE, "--wait", "--timeout", "3m")
    kinds = sorted({each["kind"] for each in rendered("cluster")} | {"ReplicaSet", "EndpointSlice", "Pod"})
    assert of_kind(rendered("cluster"), "PersistentVolumeClaim") == []
    deadline = time.monotonic() + 60
    while left := stack.kubectl(
        "get", ",".join(kinds), "-l", f"app.kubernetes.io/instance={RELEASE}", "-o", "name"
    ).split():
        assert time.monotonic() < deadline, left
        time.sleep(1)
