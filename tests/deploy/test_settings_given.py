"""Compose file and chart set only settings that exist, by the same names, and set every required one for each
service."""

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
"""Mounted files that are not settings themselves, but that a setting names."""


def settings_names(service: str) -> set[str]:
    return {name.upper() for name in settings_of(service).model_fields}


def composed() -> dict[str, Mapping[str, Any]]:
    """Returns the containers that run a service, by name."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return {name: container for name, container in services.items() if container.get("command", [""])[0] in SERVICES}


def of_pods(*values: str) -> dict[str, tuple[str, str, set[str]]]:
    """Returns service, command and settings of each pod; settings are passed in variables and files."""
    pods = {}
    for name, spec in pod_specs(rendered(*values)):
        (container,) = spec["containers"]
        service, command, *_ = container["args"]
        if service in SERVICES:
            variables = {variable["name"] for variable in container["env"]}
            (secrets,) = (volume for volume in spec["volumes"] if volume["name"] == "secrets")
            files = {item["path"] for source in secrets["projected"]["sources"] for item in source["secret"]["items"]}
            pods[name] = service, command, variables | {file.upper() for file in files - FILES}
    return pods


def test_the_compose_file_sets_only_existing_settings() -> None:
    assert len(composed()) > 15
    for name, container in composed().items():
        assert set(container["environment"]) <= settings_names(container["command"][0]), name


@pytest.mark.parametrize("values", ["smallest", "everything", "cluster"])
def test_the_chart_sets_only_existing_settings(values: str) -> None:
    assert len(of_pods(values)) >= 12
    for name, (service, _, names) in of_pods(values).items():
        assert names <= settings_names(service), name


def test_compose_file_and_chart_set_the_same_settings_of_each_process() -> None:
    """Secrets are excluded: the compose file passes them in variables, the chart in files."""
    pushes = {"CHANNEL_SECRETS_DIR", "WEBHOOK_SECRETS_DIR"} | {
        f"{kind}_ALLOW_PRIVATE_ADDRESSES" for kind in ("CHANNEL", "WEBHOOK")
    }
    only_chart = pushes | {
        "SECRETS_DIR",
        "HOST",
        "DATABASE_POOL_SIZE",
        "JWT_AUDIENCE",
        "KAFKA_REPLICATION_FACTOR",
        "KAFKA_USERNAME",
        "KAFKA_PASSWORD",
        "KAFKA_CA_FILE",
        "TRUSTED_PROXY_COUNT",
    }
    only_compose = {"FAULTS"}  # faults that testers order: never where callers depend on the service
    not_in_chart = ("topics", "residents")  # Strimzi creates the topics there, and there are no synthetic residents
    chart = {(service, command): names for service, command, names in of_pods("everything").values()}
    for name, container in composed().items():
        service, command = container["command"][:2]
        if command not in not_in_chart:
            assert set(container["environment"]) - pushes - only_compose == chart[service, command] - only_chart, name


def test_no_file_of_the_chart_lets_testers_order_faults() -> None:
    """Not even as a value that is off."""
    files = [file for file in (ROOT / "deploy" / "k8s").rglob("*") if file.is_file()]
    assert len(files) > 10
    assert [file.name for file in files if re.search(r"\bfaults\b", file.read_text(), re.IGNORECASE)] == []
    assert settings_of("population_lookup").model_fields["faults"].default is False


@pytest.mark.parametrize("service", SERVICES)
def test_every_required_setting_is_set(service: str) -> None:
    fields = settings_of(service).model_fields
    required = {name.upper() for name, field in fields.items() if field.is_required()}
    for name, (owner, _, names) in of_pods("smallest").items():
        assert owner != service or required <= names, name
    for name, container in composed().items():
        assert container["command"][0] != service or required <= set(container["environment"]), name


def test_the_compose_file_has_no_default_secrets() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    for line in text.splitlines():
        assert "_PASSWORD}" not in line, line
        assert "_PASSWORD:-" not in line, line


def test_every_container_has_a_health_check_and_a_memory_limit() -> None:
    """Containers that run to completion need no health check; ports are published on the loopback only."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    for name, container in services.items():
        assert "mem_limit" in container, name
        assert container["healthcheck"].get("disable") or container["healthcheck"]["test"], name
        assert all(str(port).startswith("127.0.0.1:") for port in container.get("ports", [])), name


def test_docker_compose_accepts_the_file_with_every_profile_and_requires_each_secret() -> None:
    need_docker()
    options = ["--project-directory", str(ROOT), "--env-file", "/dev/null", "--profile", "*"]
    command = ["docker", "compose", *options, "config", "-q"]
    assert subprocess.run(command, env=environment(), capture_output=True, check=False).returncode == 0
    for name in PASSWORDS:
        without = {key: value for key, value in environment().items() if key != f"{name}_PASSWORD"}
        result = subprocess.run(command, env=without, capture_output=True, text=True, check=False)
        assert (result.returncode != 0, f"{name}_PASSWORD" in result.stderr) == (True, True), result.stderr


def test_grafana_reads_the_views_as_the_role_that_only_reads() -> None:
    """The password is given to the database and to Grafana alone, as a variable."""
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    given = {
        name for name, container in services.items() if "REPORTING_READ_PASSWORD" in container.get("environment", {})
    }
    assert given == {"postgres", "grafana"}
    file = ROOT / "deploy/compose/grafana/datasources/reporting.yml"
    (source,) = yaml.safe_load(file.read_text())["datasources"]
    assert (source["user"], source["jsonData"]["database"]) == ("reporting_read", "reporting")
    assert source["secureJsonData"] == {"password": "$REPORTING_READ_PASSWORD"}


def test_promtool_accepts_the_configuration_of_prometheus(tmp_path: Path) -> None:
    need_tools("promtool")
    config = (ROOT / "deploy/compose/prometheus.yml").read_text().replace("/etc/prometheus/rules/*.yaml", str(RULES))
    (tmp_path / "prometheus.yml").write_text(config)
    result = subprocess.run(
        ["promtool", "check", "config", str(tmp_path / "prometheus.yml")], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert f"{len(rules())} rules found" in result.stdout


def test_prometheus_scrapes_every_long_running_process() -> None:
    jobs = yaml.safe_load((ROOT / "deploy/compose/prometheus.yml").read_text())["scrape_configs"]
    targets = {target for job in jobs for group in job["static_configs"] for target in group["targets"]}
    assert targets == {
        f"{name}:{container['environment']['HEALTH_PORT']}"
        for name, container in composed().items()
        if not container["healthcheck"].get("disable")
    }


def test_certificates_are_mounted_where_settings_and_addresses_name_them() -> None:
    kafka = {"kafka__clientCertificate": True, "kafka__passwordKey": "", "databaseCa__secret": "database-ca"}
    for name, spec in pod_specs(rendered("everything", **kafka)):
        (container,) = spec["containers"]
        variables = {variable["name"]: variable.get("value") for variable in container.get("env", [])}
        if "KAFKA_CERTIFICATE_FILE" in variables:
            mounts = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
            (secrets,) = (volume for volume in spec["volumes"] if volume["name"] == "secrets")
            files = {
                item["path"]: source["secret"]["name"]
                for source in secrets["projected"]["sources"]
                for item in source["secret"]["items"]
            }
            for setting in ("KAFKA_CERTIFICATE_FILE", "KAFKA_KEY_FILE", "KAFKA_CA_FILE"):
                folder, _, file = str(variables[setting]).rpartition("/")
                assert (folder, file in files) == (mounts["secrets"], True), name
            assert files["database-ca.crt"] == "database-ca"
            assert "KAFKA_USERNAME" not in variables
    without_ca = "kafka.clientCertificate=true,kafka.caSecret="
    result = helm("template", "x", str(CHART), "-f", str(VALUES["everything"]), "--set", without_ca)
    assert "kafka.caSecret" in result.stderr


def secrets_of(spec: Manifest) -> set[str]:
    return {
        source["secret"]["name"]
        for volume in spec["volumes"]
        for source in volume.get("projected", {}).get("sources", [])
    }


def test_only_migrations_and_backups_connect_as_the_owner_of_the_database() -> None:
    """In the chart this holds where the owner has a Secret of its own, in the compose file always. The command that
    creates the synthetic residents counts as a migration."""
    owner = {"services__reporting__database__ownerSecret": "reporting-owner"}
    for name, spec in pod_specs(rendered("smallest", **owner, backups={"enabled": True, "volumeClaim": "backups"})):
        secrets = secrets_of(spec)
        needs_owner = name.startswith(("congbo-reporting-migrate", "congbo-reporting-backup"))
        assert ("reporting-owner" in secrets) == needs_owner, name
        assert "reporting" not in name or len(secrets & {"reporting-owner", "reporting-database"}) == 1, name
    for name, container in composed().items():
        service, command = container["command"][:2]
        role = service if command in ("migrate", "residents") else f"{service}_app"
        assert container["environment"]["DATABASE_URL"].startswith(f"postgresql://{role}:"), name


def test_the_client_certificate_belongs_to_the_role_that_connects() -> None:
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


def test_cloudnativepg_creates_the_role_of_the_application_before_the_first_migration() -> None:
    manifests = rendered("everything")
    clusters = {
        cluster["spec"]["bootstrap"]["initdb"]["database"]: cluster["spec"] for cluster in of_kind(manifests, "Cluster")
    }
    assert set(clusters) == set(SERVICES)
    for service, spec in clusters.items():
        (role,) = spec["managed"]["roles"]
        assert spec["bootstrap"]["initdb"]["postInitSQL"] == [f"CREATE ROLE {service}_app LOGIN"]
        assert (role["name"], role["login"], "superuser" in role) == (f"{service}_app", True, False)
        assert role["passwordSecret"] == {"name": f"{service.replace('_', '-')}-database"}
    for name, spec in pod_specs(manifests):
        for secret in secrets_of(spec):
            assert not secret.endswith("-db-app") or "-migrate-" in name or name.endswith("-backup"), name


def test_without_application_roles_every_process_connects_as_the_owner() -> None:
    manifests = rendered("everything", cnpg__applicationRoles=False)
    secrets = {secret for _, spec in pod_specs(manifests) for secret in secrets_of(spec)}
    assert not {secret for secret in secrets if secret.endswith("-database")}
    assert all("managed" not in cluster["spec"] for cluster in of_kind(manifests, "Cluster"))


@pytest.mark.parametrize(("password", "authentication"), [("password", "scram-sha-512"), ("", "tls")])
def test_kafka_users_authenticate_as_the_services_do(password: str, authentication: str) -> None:
    users = of_kind(rendered("everything", kafka__clientCertificate=True, kafka__passwordKey=password), "KafkaUser")
    assert [user["spec"]["authentication"] for user in users] == [{"type": authentication}] * 4


def test_a_backup_requires_a_volume_and_uses_the_tools_of_the_named_image() -> None:
    without = helm("template", "x", str(CHART), "-f", str(VALUES["smallest"]), "--set", "backups.enabled=true")
    assert "backups.volumeClaim must name the claim to write to" in without.stderr
    backups = {
        "enabled": True,
        "volumeClaim": "claim",
        "postgresImage": "registry.example.vn/postgres@sha256:aa",
        "keepDays": 7,
    }
    cron_jobs = of_kind(rendered("smallest", backups=backups), "CronJob")
    assert len(cron_jobs) == len(SERVICES)
    for _, spec in pod_specs(cron_jobs):
        assert [container["image"] for container in spec["initContainers"]] == [
            "registry.example.vn/postgres@sha256:aa"
        ]
        assert "-mtime +7 -delete" in spec["containers"][0]["command"][-1]
        assert {"name": "backups", "persistentVolumeClaim": {"claimName": "claim"}} in spec["volumes"]
    for _, spec in pod_specs(of_kind(rendered("smallest", backups={**backups, "keepDays": 0}), "CronJob")):
        assert "-delete" not in spec["containers"][0]["command"][-1]


async def test_the_script_of_the_compose_file_creates_roles_that_connect_only_to_their_own_database(
    postgres: Postgres,
) -> None:
    """The script runs twice, since an operator may run it again, with the psql of an installed PostgreSQL."""
    psql = shutil.which("psql") or str(installed_postgresql() / "psql")
    server = make_url(postgres.url)
    roles = {f"{service}{suffix}": f"pass-{service}{suffix}" for service in SERVICES for suffix in ("", "_app")}
    roles["reporting_read"] = "pass-reporting_read"
    env = {
        "PATH": f"{Path(psql).parent}:{os.environ['PATH']}",
        "POSTGRES_USER": str(server.username),
        "PGPASSWORD": str(server.password),
        "PGHOST": str(server.host),
        "PGPORT": str(server.port),
        **{f"{role.upper()}_PASSWORD": password for role, password in roles.items()},
    }
    for _ in range(2):
        script = partial(
            subprocess.run, ["bash", ROOT / "deploy/compose/databases.sh"], capture_output=True, text=True, check=False
        )
        completed = await asyncio.to_thread(script, env=env)
        assert (completed.returncode, completed.stderr) == (0, "")
    application = server.set(username="reporting_app", password="pass-reporting_app")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        # `migrate` has not granted the privileges yet
        await connect(application.set(database="reporting").render_as_string(hide_password=False))
    owner = server.set(username="reporting", password="pass-reporting", database="reporting")
    result = await run_command("reporting", "migrate", DATABASE_URL=owner.render_as_string(hide_password=False))
    assert result.code == 0, result.err
    result = await run_command(
        "reporting", "verify", DATABASE_URL=application.set(database="reporting").render_as_string(hide_password=False)
    )
    assert result.code == 0, result.err
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connect(application.set(database="procedures").render_as_string(hide_password=False))
    reading = server.set(username="reporting_read", password="pass-reporting_read", database="reporting")
    analyst = await connect(reading.render_as_string(hide_password=False))
    assert await analyst.fetch("SELECT * FROM published.decisions") == []
    assert await analyst.fetchval("SHOW transaction_read_only") == "on"
    await analyst.close()
    assert "PASSWORD}" not in " ".join(re.findall(r"psql .*", (ROOT / "deploy/compose/databases.sh").read_text())), (
        "a password in an argument is visible to other processes"
    )
