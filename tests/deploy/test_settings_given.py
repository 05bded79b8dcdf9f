"""Compose file and chart speak of the settings that there are, by the same names, and give each service what it cannot
do without."""

import asyncio
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import yaml
from sqlalchemy.engine import make_url

from common.database.connections import connect
from tests.support.compose_stack import PASSWORDS, environment
from tests.support.operator import run_command
from tests.support.postgres import Postgres, settings_of
from tests.support.promql import RULES, rules
from tests.support.rendered import CHART, VALUES, Manifest, helm, of_kind, pod_specs, rendered
from tests.support.requirements import need_docker, need_tools
from tests.support.tls_servers import installed_postgresql

ROOT = Path(__file__).parents[2]
SERVICES = ("procedures", "online_services", "population_lookup", "reporting")
FILES = {
    "service-token",
    "stream-key.pem",
    "kafka-ca.crt",
    "kafka-user.crt",
    "kafka-user.key",
    "database-ca.crt",
    "database-user.crt",
    "database-user.key",
}
"""What is not a setting but the file that a setting names."""


def known(service: str) -> set[str]:
    return {name.upper() for name in settings_of(service).model_fields}


def composed() -> dict[str, Mapping[str, Any]]:
    """The containers that run a service, by name."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return {name: each for name, each in services.items() if each.get("command", [""])[0] in SERVICES}


def of_pods(*values: str) -> dict[str, tuple[str, str, set[str]]]:
    """Service, command, and all that a pod is given: variables, and settings in files."""
    found = {}
    for name, spec in pod_specs(rendered(*values)):
        (container,) = spec["containers"]
        service, command, *_ = container["args"]
        if service in SERVICES:
            given = {each["name"] for each in container["env"]}
            (secrets,) = (volume for volume in spec["volumes"] if volume["name"] == "secrets")
            files = {item["path"] for source in secrets["projected"]["sources"] for item in source["secret"]["items"]}
            found[name] = service, command, given | {file.upper() for file in files - FILES}
    return found


def test_the_compose_file_gives_settings_that_there_are() -> None:
    assert len(composed()) > 15
    for name, container in composed().items():
        assert set(container["environment"]) <= known(container["command"][0]), name


@pytest.mark.parametrize("values", ["smallest", "everything", "cluster"])
def test_the_chart_gives_settings_that_there_are(values: str) -> None:
    assert len(of_pods(values)) >= 12
    for name, (service, _, given) in of_pods(values).items():
        assert given <= known(service), name


def test_both_give_each_process_the_same() -> None:
    """Apart from how secrets come in: as variables for a trial, as files where it counts."""
    only_chart = {"SECRETS_DIR", "HOST", "DATABASE_POOL_SIZE", "JWT_AUDIENCE", "KAFKA_REPLICATION_FACTOR", "KAFKA_USERNAME", "KAFKA_PASSWORD",
                  "KAFKA_CA_FILE", "CHANNEL_SECRETS_DIR", "WEBHOOK_SECRETS_DIR", "WEBHOOK_ALLOW_PRIVATE_ADDRESSES",
                  "TRUSTED_PROXY_COUNT"}  # fmt: skip
    chart = {(service, command): given for service, command, given in of_pods("everything").values()}
    for name, container in composed().items():
        service, command = container["command"][:2]
        if command not in ("topics", "residents"):  # Strimzi makes topics there, and there are no synthetic residents
            given = set(container["environment"])
            assert (
                given - {"CHANNEL_SECRETS_DIR", "WEBHOOK_SECRETS_DIR", "WEBHOOK_ALLOW_PRIVATE_ADDRESSES"}
                == chart[service, command] - only_chart
            ), name


@pytest.mark.parametrize("service", SERVICES)
def test_what_has_no_default_is_given(service: str) -> None:
    fields = settings_of(service).model_fields
    needed = {name.upper() for name, field in fields.items() if field.is_required()}
    for name, (owner, _, given) in of_pods("smallest").items():
        assert owner != service or needed <= given, name
    for name, container in composed().items():
        assert container["command"][0] != service or needed <= set(container["environment"]), name


def test_secrets_of_the_compose_file_must_be_given() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    for line in text.splitlines():
        assert "_PASSWORD}" not in line, line
        assert "_PASSWORD:-" not in line, line


def test_every_container_is_looked_after() -> None:
    """A health check, or a run that ends; a limit of memory; ports on the loopback only."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    for name, each in services.items():
        assert "mem_limit" in each, name
        assert each["healthcheck"].get("disable") or each["healthcheck"]["test"], name
        assert all(str(port).startswith("127.0.0.1:") for port in each.get("ports", [])), name


def test_compose_accepts_the_file_with_every_profile_and_asks_for_each_secret() -> None:
    need_docker()
    command = [
        "docker",
        "compose",
        "--project-directory",
        str(ROOT),
        "--env-file",
        "/dev/null",
        "--profile",
        "*",
        "config",
        "-q",
    ]
    assert subprocess.run(command, env=environment(), capture_output=True, check=False).returncode == 0
    for name in PASSWORDS:
        without = {key: value for key, value in environment().items() if key != f"{name}_PASSWORD"}
        done = subprocess.run(command, env=without, capture_output=True, text=True, check=False)
        assert (done.returncode != 0, f"{name}_PASSWORD" in done.stderr) == (True, True), done.stderr


def test_promtool_accepts_what_prometheus_is_told(tmp_path: Path) -> None:
    need_tools("promtool")
    told = (ROOT / "deploy/compose/prometheus.yml").read_text().replace("/etc/prometheus/rules/*.yaml", str(RULES))
    (tmp_path / "prometheus.yml").write_text(told)
    done = subprocess.run(
        ["promtool", "check", "config", str(tmp_path / "prometheus.yml")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"{len(rules())} rules found" in done.stdout


def test_prometheus_asks_every_process_that_stays_up() -> None:
    told = yaml.safe_load((ROOT / "deploy/compose/prometheus.yml").read_text())["scrape_configs"]
    asked = {target for job in told for each in job["static_configs"] for target in each["targets"]}
    staying = {name: each for name, each in composed().items() if not each["healthcheck"].get("disable")}
    assert asked == {f"{name}:{each['environment']['HEALTH_PORT']}" for name, each in staying.items()}


def test_certificates_are_where_the_settings_and_the_addresses_say() -> None:
    kafka = {"kafka__clientCertificate": True, "kafka__passwordKey": "", "databaseCa__secret": "database-ca"}
    for name, spec in pod_specs(rendered("everything", **kafka)):
        (container,) = spec["containers"]
        given = {each["name"]: each.get("value") for each in container.get("env", [])}
        if "KAFKA_CERTIFICATE_FILE" in given:
            mounted = {each["name"]: each["mountPath"] for each in container["volumeMounts"]}
            (secrets,) = (volume for volume in spec["volumes"] if volume["name"] == "secrets")
            files = {
                item["path"]: source["secret"]["name"]
                for source in secrets["projected"]["sources"]
                for item in source["secret"]["items"]
            }
            for wanted in (given["KAFKA_CERTIFICATE_FILE"], given["KAFKA_KEY_FILE"], given["KAFKA_CA_FILE"]):
                folder, _, file = str(wanted).rpartition("/")
                assert (folder, file in files) == (mounted["secrets"], True), name
            assert files["database-ca.crt"] == "database-ca"
            assert "KAFKA_USERNAME" not in given
    assert (
        "kafka.caSecret"
        in helm(
            "template",
            "x",
            str(CHART),
            "-f",
            str(VALUES["everything"]),
            "--set",
            "kafka.clientCertificate=true,kafka.caSecret=",
        ).stderr
    )


def secrets_of(spec: Manifest) -> set[str]:
    return {
        source["secret"]["name"] for each in spec["volumes"] for source in each.get("projected", {}).get("sources", [])
    }


def test_only_what_migrates_or_backs_up_enters_the_database_as_its_owner() -> None:
    """In the chart where the owner has a Secret of his own, in the compose file always; filling the mock register
    counts as migrating."""
    owner = {"services__reporting__database__ownerSecret": "reporting-owner"}
    for name, spec in pod_specs(rendered("smallest", **owner, backups={"enabled": True, "volumeClaim": "backups"})):
        given = secrets_of(spec)
        assert ("reporting-owner" in given) == name.startswith(
            ("congbo-reporting-migrate", "congbo-reporting-backup")
        ), name
        assert "reporting" not in name or len(given & {"reporting-owner", "reporting-database"}) == 1, name
    for name, each in composed().items():
        service, command = each["command"][:2]
        role = service if command in ("migrate", "residents") else f"{service}_app"
        assert each["environment"]["DATABASE_URL"].startswith(f"postgresql://{role}:"), name


def test_the_certificate_by_which_the_database_knows_us_is_that_of_the_role_that_enters() -> None:
    database = {"ownerSecret": "owner", "certificateSecret": "app-tls", "ownerCertificateSecret": "owner-tls"}
    certificates = {"services__reporting__database": database, "backups": {"enabled": True, "volumeClaim": "backups"}}
    for name, spec in pod_specs(rendered("smallest", **certificates)):
        if "reporting" in name:
            role = (
                {"owner", "owner-tls"} if "migrate" in name or "backup" in name else {"reporting-database", "app-tls"}
            )
            assert secrets_of(spec) - {"congbo-service-token"} == role, name
            files = {item["path"]: item["key"] for item in projected(spec)}
            assert {files["database-user.crt"], files["database-user.key"]} == {"tls.crt", "tls.key"}
        else:
            assert not {"app-tls", "owner-tls"} & secrets_of(spec), name


def projected(spec: Manifest) -> list[dict[str, str]]:
    (secrets,) = (volume for volume in spec["volumes"] if volume["name"] == "secrets")
    return [item for source in secrets["projected"]["sources"] for item in source["secret"]["items"]]


def test_cloudnativepg_makes_the_application_s_role_before_the_first_migration_and_the_owner_is_left_to_jobs() -> None:
    manifests = rendered("everything")
    clusters = {each["spec"]["bootstrap"]["initdb"]["database"]: each["spec"] for each in of_kind(manifests, "Cluster")}
    assert set(clusters) == set(SERVICES)
    for service, spec in clusters.items():
        (role,) = spec["managed"]["roles"]
        assert spec["bootstrap"]["initdb"]["postInitSQL"] == [f"CREATE ROLE {service}_app LOGIN"]
        assert (role["name"], role["login"], "superuser" in role) == (f"{service}_app", True, False)
        assert role["passwordSecret"] == {"name": f"{service.replace('_', '-')}-database"}
    for name, spec in pod_specs(manifests):
        for given in secrets_of(spec):
            assert not given.endswith("-db-app") or "-migrate-" in name or name.endswith("-backup"), name
    without = {
        given
        for _, spec in pod_specs(rendered("everything", cnpg__applicationRoles=False))
        for given in secrets_of(spec)
    }
    assert not {given for given in without if given.endswith("-database")}
    assert all(
        "managed" not in each["spec"]
        for each in of_kind(rendered("everything", cnpg__applicationRoles=False), "Cluster")
    )


@pytest.mark.parametrize(("password", "known_by"), [("password", "scram-sha-512"), ("", "tls")])
def test_strimzi_is_asked_for_users_as_the_services_enter(password: str, known_by: str) -> None:
    users = of_kind(rendered("everything", kafka__clientCertificate=True, kafka__passwordKey=password), "KafkaUser")
    assert [user["spec"]["authentication"] for user in users] == [{"type": known_by}] * 4


def test_a_backup_has_a_place_and_takes_its_tools_from_the_image_that_is_named() -> None:
    without = helm("template", "x", str(CHART), "-f", str(VALUES["smallest"]), "--set", "backups.enabled=true")
    assert "backups.volumeClaim must name the claim to write to" in without.stderr
    named = {
        "enabled": True,
        "volumeClaim": "claim",
        "postgresImage": "registry.example.vn/postgres@sha256:aa",
        "keepDays": 7,
    }
    made = of_kind(rendered("smallest", backups=named), "CronJob")
    assert len(made) == len(SERVICES)
    for _, spec in pod_specs(made):
        assert [each["image"] for each in spec["initContainers"]] == ["registry.example.vn/postgres@sha256:aa"]
        assert "-mtime +7 -delete" in spec["containers"][0]["command"][-1]
        assert {"name": "backups", "persistentVolumeClaim": {"claimName": "claim"}} in spec["volumes"]
    for _, spec in pod_specs(of_kind(rendered("smallest", backups={**named, "keepDays": 0}), "CronJob")):
        assert "-delete" not in spec["containers"][0]["command"][-1]


async def test_the_script_of_the_compose_file_makes_roles_that_enter_only_their_own_database(
    postgres: Postgres,
) -> None:
    """Run twice, as an older trial runs it again; by the psql of an installed PostgreSQL."""
    psql = shutil.which("psql") or str(installed_postgresql() / "psql")
    server = make_url(postgres.url)
    roles = {f"{service}{suffix}": f"pass-{service}{suffix}" for service in SERVICES for suffix in ("", "_app")}
    given = {
        "PATH": f"{Path(psql).parent}:{os.environ['PATH']}",
        "POSTGRES_USER": str(server.username),
        "PGPASSWORD": str(server.password),
        "PGHOST": str(server.host),
        "PGPORT": str(server.port),
        **{f"{role.upper()}_PASSWORD": said for role, said in roles.items()},
    }
    for _ in range(2):
        script = partial(
            subprocess.run, ["bash", ROOT / "deploy/compose/databases.sh"], capture_output=True, text=True, check=False
        )
        done = await asyncio.to_thread(script, env=given)
        assert (done.returncode, done.stderr) == (0, "")
    mine = server.set(username="reporting_app", password="pass-reporting_app")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connect(
            mine.set(database="reporting").render_as_string(hide_password=False)
        )  # until `migrate` has said what it may
    owner = server.set(username="reporting", password="pass-reporting", database="reporting")
    result = await run_command("reporting", "migrate", DATABASE_URL=owner.render_as_string(hide_password=False))
    assert result.code == 0, result.err
    result = await run_command(
        "reporting", "verify", DATABASE_URL=mine.set(database="reporting").render_as_string(hide_password=False)
    )
    assert result.code == 0, result.err
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connect(mine.set(database="procedures").render_as_string(hide_password=False))
    assert "PASSWORD}" not in " ".join(re.findall(r"psql .*", (ROOT / "deploy/compose/databases.sh").read_text())), (
        "no argument"
    )
