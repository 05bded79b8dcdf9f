"""The chart on a real cluster, in a namespace that takes restricted pods only: installed from nothing, used, broken, and taken away.

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

from tests.support.cluster_stack import RELEASE, TLS, ClusterTown, clustered
from tests.support.compose_stack import SUITE
from tests.support.rendered import VALUES, of_kind, rendered, template
from tests.support.requirements import in_full, need
from tests.support.stack_checks import verified
from tests.support.steady_publishing import office_hours

FULL = os.environ.get("FULL") == "1"
pytestmark = pytest.mark.timeout(3600)
PSQL = ("exec", "postgres", "--", "psql", "-U", "postgres", "-h", "/var/run/postgresql", "-Atc")
CRDS = Path(os.environ.get("CONGBO_REAL_DATA", "/nowhere")) / "crds"


@pytest.fixture(scope="module")
def town() -> Iterator[ClusterTown]:
    with clustered() as made:
        yield made


@pytest.fixture(scope="module")
def installed(town: ClusterTown) -> ClusterTown:
    """From nothing, in one go, while Kafka does not yet have the topics nor know who we are: nobody keeps an order."""
    with ThreadPoolExecutor(1) as thread:
        allowed = thread.submit(town.allow_on_kafka)
        town.install()
        allowed.result()
    town.fill_register()
    return town


def test_helm_s_own_test_publishes_sees_repeals_is_refused_and_verifies(installed: ClusterTown) -> None:
    said = installed.helm("test", RELEASE, "--logs", "--timeout", "10m")
    assert said.count("Succeeded") == 5
    assert "refused at the look-up" in said
    assert said.count("unbroken chain") == 3
    assert "BAD" not in said


def test_what_stays_up_enters_as_the_application_and_only_with_its_certificate(installed: ClusterTown) -> None:
    town = installed
    names = ", ".join(f"'{service}'" for service in SUITE)
    ask = "SELECT DISTINCT datname, usename, ssl, coalesce(client_dn, '') FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)"
    said = town.kubectl(*PSQL, f"{ask} WHERE datname IN ({names}) ORDER BY 1")
    assert said.split() == sorted(f"{service}|{service}_app|t|/CN={service}_app" for service in SUITE)
    without = town.run("reporting", "verify", DATABASE_URL=town.address_of_database("reporting", "reporting_app", TLS))
    assert (without.returncode, "valid client certificate" in without.stderr) == (2, True), without
    another = town.run("reporting", "verify", DATABASE_URL=town.address_of_database("reporting", "reporting"))
    assert (another.returncode, "authentication failed" in another.stderr) == (2, True), another
    nobody = "from ssl import create_default_context as c; import socket; s = c(cafile='/run/secrets/congbo/kafka-ca.crt').wrap_socket("
    nobody += "socket.create_connection(('kafka', 9092)), server_hostname='kafka'); s.sendall(bytes(9)); print(s.recv(1))"
    refused = town.kubectl("exec", town.pods("consumer", "reporting")[0], "--", "python", "-c", nobody, check=False)
    assert "certificate required" in refused.lower().replace("_", " "), refused


def test_every_policy_refuses_and_allows(installed: ClusterTown) -> None:
    town = installed
    api, relay = town.pods("api", "procedures")[0], town.pods("relay", "procedures")[0]
    consumer, pusher = town.pods("consumer", "reporting")[0], town.pods("push-channels")[0]
    teller = town.pods("push-webhooks")[0]
    assert town.reaches("client", f"{RELEASE}-procedures", 8001), "clients"
    assert not town.reaches("stranger", f"{RELEASE}-procedures", 8001), "clients"
    assert town.reaches(consumer, f"{RELEASE}-procedures", 8001), "feeds"
    assert not town.reaches(relay, f"{RELEASE}-procedures", 8001), "feeds"
    assert not town.reaches(api, f"{RELEASE}-reporting", 8004), "feeds"
    assert town.reaches(relay, "postgres", 5432), "database, dns"
    assert not town.reaches("stranger", town.address(consumer), 8080), "monitoring: nobody is named"
    assert town.reaches(relay, "kafka", 9092), "kafka"
    assert not town.reaches(api, "kafka", 9092), "kafka"
    assert not town.reaches(pusher, "kafka", 9092), "kafka"
    assert town.reaches(api, "issuer", 8000), "issuer"
    assert not town.reaches(consumer, "issuer", 8000), "issuer"
    assert not town.reaches(pusher, town.address("client"), 8000), "webhooks: nobody is named"
    assert not town.reaches(teller, town.address("client"), 8000), "subscribers: nobody is named"
    assert town.reaches("client", town.address("stranger"), 8000), "it answers those who may ask"
    for pod in (api, relay, consumer, pusher, teller):
        assert not town.reaches(pod, town.address("stranger"), 8000), "nothing is open to strangers"


@in_full("an upgrade of its own")
def test_channels_subscribers_monitoring_and_a_collector_are_reached_once_they_are_named(installed: ClusterTown) -> None:
    town = installed
    stranger = '[{"podSelector":{"matchLabels":{"app":"stranger"}}}]'
    webhook = '[{"to":[{"podSelector":{"matchLabels":{"app":"client"}}}],"ports":[{"port":8000}]}]'
    subscriber = webhook.replace("client", "issuer")
    named = {"monitoring": stranger, "webhooks": webhook, "subscribers": subscriber}
    town.upgrade(*(part for name, value in named.items() for part in ("--set-json", f"networkPolicy.{name}={value}")))
    (pusher,), (teller,), (consumer,) = (
        town.pods("push-channels"),
        town.pods("push-webhooks"),
        town.pods("consumer", "reporting"),
    )
    assert town.reaches(pusher, town.address("client"), 8000)
    assert not town.reaches(pusher, town.address("stranger"), 8000)
    assert not town.reaches(pusher, town.address("issuer"), 8000)
    assert town.reaches(teller, town.address("issuer"), 8000)
    assert not town.reaches(teller, town.address("client"), 8000)
    assert not town.reaches(consumer, town.address("client"), 8000)
    assert town.reaches("stranger", town.address(consumer), 8080)
    assert not town.reaches(consumer, town.address("stranger"), 8000), "a collector: none is named"
    collector = '{"to":[{"podSelector":{"matchLabels":{"app":"stranger"}}}],"ports":[8000]}'
    town.upgrade(
        "--set-json", f"networkPolicy.otlp={collector}", "--set", f"tracing.endpoint=http://{town.address('stranger')}:8000"
    )
    assert town.reaches(town.pods("consumer", "reporting")[0], town.address("stranger"), 8000)


def test_an_upgrade_and_a_roll_back_under_load_lose_and_double_nothing(installed: ClusterTown) -> None:
    town = installed
    before = set(town.pods())
    with office_hours(town) as hours:
        hours.go_on_for(3, within=300)
        town.upgrade("--set", "logLevel=WARNING")
        hours.go_on_for(3, within=300)
        if FULL:
            town.helm("rollback", RELEASE, "1", "--wait", "--wait-for-jobs", "--timeout", "10m")
            hours.go_on_for(3, within=300)
    assert not before & set(town.pods()), "each pod has been replaced"
    print(f"{len(before)} pods replaced by an upgrade{' and by a roll-back' if FULL else ''}")


def test_a_backup_of_each_service_is_written_while_it_works_and_comes_back(installed: ClusterTown) -> None:
    town = installed
    with office_hours(town) as hours:
        for service in SUITE:
            hours.go_on_for(1, within=300)
            assert f"/backups/{service}-" in town.as_owner(service)
            hours.go_on_for(1, within=300)
    for service in SUITE:
        town.kubectl(*PSQL, f"CREATE DATABASE {service}_drill OWNER {service}")
        there = town.address_of_database(f"{service}_drill", service)
        restore = f"python -m {service} restore /backups/{service}-*.dump --drill --bin /client"
        assert "restored from" in town.as_owner(service, restore, DATABASE_URL=there)


def test_deleted_pods_are_replaced_and_lose_and_double_nothing(installed: ClusterTown) -> None:
    town = installed
    kinds = [town.pods(process)[0] for process in ("api", "relay", "consumer", "push-channels", "push-webhooks")]
    with office_hours(town) as hours:
        for pod in (doomed := town.pods() if FULL else kinds):
            hours.go_on_for(2, within=300)
            town.kubectl("delete", "pod", pod, "--wait=false", *(["--grace-period=0", "--force"] if pod in kinds[:2] else []))
        hours.go_on_for(3, within=300)
        town.wait_available()
        print(f"{len(doomed)} pods deleted")


def test_of_two_evictions_at_once_the_budget_accepts_the_first_and_refuses_the_second(installed: ClusterTown) -> None:
    town = installed
    town.wait_available()
    time.sleep(2)  # until the budget has counted
    first, second = town.pods("api", "procedures")
    assert '"status":"Success"' in town.evict(first)
    refused = town.evict(second)
    assert "TooManyRequests" in refused or "Cannot evict pod" in refused
    town.wait_available()
    time.sleep(2)
    assert '"status":"Success"' in town.evict(second), "and accepts it when another is there"
    town.wait_available()


@pytest.fixture(scope="module")
def defined(town: ClusterTown) -> Iterator[ClusterTown]:
    """With the definitions of all optional objects: those that are not there yet come, and go again."""
    need("definitions", None if CRDS.is_dir() else "CONGBO_REAL_DATA names no folder with crds/")
    found = {file: yaml.safe_load(file.read_text())["metadata"]["name"] for file in sorted(CRDS.glob("*.yaml"))}
    there = {each["metadata"]["name"] for each in json.loads(town.kubectl("get", "crd", "-o", "json"))["items"]}
    made = [name for file, name in found.items() if name not in there and town.kubectl("apply", "--server-side", "-f", str(file))]
    for name in found.values():
        town.kubectl("wait", f"crd/{name}", "--for=condition=Established", "--timeout=60s")
    yield town
    town.kubectl("delete", "crd", *made) if made else None


@pytest.mark.parametrize("values", VALUES)
def test_a_cluster_that_knows_all_definitions_accepts_every_object_strictly(defined: ClusterTown, values: str) -> None:
    set_ = {"release": "dry", "namespace": defined.namespace, "strimzi__namespace": defined.namespace}
    manifests = rendered(values, **set_)
    defined.apply(*of_kind(manifests, "ServiceAccount"))  # a bare pod must have its account
    strictly = ("apply", "--server-side", "--dry-run=server", "--validate=strict", "--force-conflicts", "-f", "-")
    said = defined.kubectl(*strictly, given=template(values, **set_))
    accepted = [line for line in said.splitlines() if line.endswith("serverside-applied (server dry run)")]
    assert len(accepted) == len(manifests)


def test_a_pod_that_is_not_restricted_would_not_be_taken_here(town: ClusterTown) -> None:
    spec = {"containers": [{"name": "root", "image": "congbo/suite:test"}]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "root"}, "spec": spec}
    said = town.kubectl("apply", "--dry-run=server", "-f", "-", given=json.dumps(pod), check=False)
    assert "violates PodSecurity" in said


def test_it_leaves_nothing_behind_and_everything_verifies_before(installed: ClusterTown) -> None:
    town = installed
    assert set(verified(town)) == set(SUITE)
    town.helm("uninstall", RELEASE, "--wait", "--timeout", "3m")
    kinds = sorted({each["kind"] for each in rendered("cluster")} | {"ReplicaSet", "EndpointSlice", "Pod"})
    assert of_kind(rendered("cluster"), "PersistentVolumeClaim") == []
    deadline = time.monotonic() + 60
    while left := town.kubectl("get", ",".join(kinds), "-l", f"app.kubernetes.io/instance={RELEASE}", "-o", "name").split():
        assert time.monotonic() < deadline, left
        time.sleep(1)
