"""TLS to PostgreSQL, for connections of the pool and others. It needs an installed server: the one of the wheel has no
TLS."""

import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from common.database.connections import connect, create_engine, is_connection_lost
from suite.postgres import Cluster
from tests.support.certificates import Authority, IssuedCertificate
from tests.support.operator import run_command
from tests.support.scratch_folders import scratch_folder
from tests.support.tls_servers import installed_postgresql, tls_cluster

PASSWORD = "a-pass-word"
SESSION_TLS = "SELECT version, client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl"


@dataclass(frozen=True)
class Server:
    cluster: Cluster
    authority: Authority
    untrusted: Authority
    client: IssuedCertificate

    def url(self, user: str = "by_password", host: str = "127.0.0.1", database: str = "postgres", **tls: Any) -> str:
        query = f"?{urlencode({name: str(value) for name, value in tls.items()})}" if tls else ""
        password = f":{PASSWORD}" if user == "by_password" else ""
        return f"postgresql://{user}{password}@{host}:{self.cluster.port}/{database}{query}"

    @property
    def verified(self) -> dict[str, Any]:
        return {"sslmode": "verify-full", "sslrootcert": self.authority.certificate}


@pytest.fixture(scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    with pytest.MonkeyPatch.context() as patched, scratch_folder() as folder:
        patched.setenv("POSTGRES_BIN", str(installed_postgresql()))
        issued = tmp_path_factory.mktemp("certificates")
        authority, untrusted = Authority(issued), Authority(issued / "other", "stranger")
        with tls_cluster(folder, authority.issue("server"), authority) as cluster:
            server = Server(cluster, authority, untrusted, authority.issue("by_certificate"))
            params = {"sslmode": "verify-ca", "sslrootcert": str(authority.certificate)}
            root = await connect(make_url(cluster.url()).set(query=params).render_as_string(hide_password=False))
            await root.execute(f"CREATE ROLE by_password LOGIN PASSWORD '{PASSWORD}'; CREATE ROLE by_certificate LOGIN")
            await root.execute("CREATE DATABASE reporting OWNER by_password")
            await root.close()
            yield server


async def connected(url: str) -> tuple[str, str | None]:
    """Connects by the pool and without it. Returns the version of TLS and the subject of the client certificate."""
    single = await connect(url)
    row = await single.fetchrow(SESSION_TLS)
    await single.close()
    engine = create_engine(url)
    try:
        async with engine.connect() as connection:
            pooled = (await connection.execute(text(SESSION_TLS))).one()
    finally:
        await engine.dispose()
    assert (row["version"], row["client_dn"]) == tuple(pooled)
    return row["version"], row["client_dn"]


async def connection_error(url: str) -> BaseException:
    """Asserts that both kinds of connection fail, without the password in the error. Returns the error of the
    driver."""
    failures = []
    for attempt in (connect(url), _pooled(url)):
        with pytest.raises(Exception) as caught:  # noqa: PT011 - each test checks which
            await attempt
        assert PASSWORD not in repr(caught.value) + str(caught.value)
        failures.append(caught.value)
    return failures[0]


async def _pooled(url: str) -> None:
    engine = create_engine(url)
    try:
        async with engine.connect():
            pass
    finally:
        await engine.dispose()


async def test_a_connection_is_encrypted_and_the_server_verified(server: Server) -> None:
    assert await connected(server.url(**server.verified)) == ("TLSv1.3", None)


async def test_a_server_of_another_authority_is_refused(server: Server) -> None:
    error = await connection_error(server.url(sslmode="verify-full", sslrootcert=server.untrusted.certificate))
    assert isinstance(error, ssl.SSLCertVerificationError)
    assert is_connection_lost(error)


async def test_a_server_under_another_name_is_refused(server: Server) -> None:
    error = await connection_error(server.url(host="localhost", **server.verified))
    assert isinstance(error, ssl.SSLCertVerificationError)
    assert "localhost" in str(error)


async def test_without_tls_the_server_refuses_every_connection(server: Server) -> None:
    error = await connection_error(server.url(sslmode="disable"))
    assert isinstance(error, asyncpg.InvalidAuthorizationSpecificationError)


async def test_a_client_certificate_authenticates_without_a_password(server: Server) -> None:
    certificate: dict[str, Any] = {"sslcert": server.client.certificate, "sslkey": server.client.key}
    assert await connected(server.url("by_certificate", **server.verified, **certificate)) == (
        "TLSv1.3",
        "/CN=by_certificate",
    )


async def test_without_its_certificate_or_with_that_of_another_a_client_is_refused(server: Server) -> None:
    for tls in (
        {},
        _client_certificate(server.authority.issue("somebody_else")),
        _client_certificate(server.untrusted.issue("by_certificate")),
    ):
        error = await connection_error(server.url("by_certificate", **server.verified, **tls))
        assert isinstance(
            error, asyncpg.InvalidAuthorizationSpecificationError | OSError | asyncpg.PostgresConnectionError
        )


def _client_certificate(issued: IssuedCertificate) -> dict[str, Any]:
    return {"sslcert": issued.certificate, "sslkey": issued.key}


async def test_a_service_migrates_and_verifies_over_tls(server: Server) -> None:
    url = server.url(database="reporting", **server.verified)
    for command in ("migrate", "verify", "rebuild"):
        result = await run_command("reporting", command, DATABASE_URL=url)
        assert result.code == 0, result.err


async def test_a_certificate_error_is_reported_without_secrets(server: Server) -> None:
    url = server.url(database="reporting", sslmode="verify-full", sslrootcert=server.untrusted.certificate)
    result = await run_command("reporting", "migrate", DATABASE_URL=url)
    assert result.code != 0
    assert "certificate verify failed" in result.err
    assert PASSWORD not in result.err + result.out
