"""The client against the app of a real service: a Decision from its draft to its publication, and its events."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, cast

import pytest

from common.eventlog.keys import make_key_file
from congbo_client import AsyncEventStream, AsyncProcedures, Conflict, NotFound, StreamPosition
from congbo_client.procedures_schemas import DecisionInput
from congbo_client.shared_schemas import SigningKeys
from tests.support.extra_apis import ExtraApi, extra_api
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    CHAIRMAN,
    CONTROL,
    CONTROLLER,
    DRAFT,
    PDF,
    PUBLISH,
    PUBLISHER,
    SIGN,
    ProceduresHarness,
    item,
    procedures_harness,
)

CODE = "1.000777"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


@pytest.fixture
async def api(harness: ProceduresHarness, tmp_path: Path) -> AsyncIterator[ExtraApi]:
    """The service with a key that signs its heads."""
    key = tmp_path / "stream.pem"
    make_key_file(key)
    async with extra_api(harness.service.runtime, stream_key_file=key) as api:
        yield api


def clients(api: ExtraApi, harness: ProceduresHarness) -> dict[str, AsyncProcedures]:
    """One for each role of the approval workflow, and one without a token."""
    accounts: dict[str, dict[str, Any]] = {
        DRAFT: {},
        CONTROL: {"subject": CONTROLLER, "agency": "H60.02"},
        SIGN: {"subject": CHAIRMAN, "agency": "H60"},
        PUBLISH: {"subject": PUBLISHER},
    }
    bearers = {scope: harness.service.bearer(scope, **account) for scope, account in accounts.items()}
    tokens = {scope: bearer["Authorization"].removeprefix("Bearer ") for scope, bearer in bearers.items()}
    return {
        scope: AsyncProcedures("http://service.test", token=tokens.get(scope), http=api.http)
        for scope in (*accounts, "")
    }


async def test_a_decision_is_drafted_approved_signed_published_and_read(
    api: ExtraApi, harness: ProceduresHarness
) -> None:
    async with AsyncExitStack() as stack:
        by_scope = {scope: await stack.enter_async_context(client) for scope, client in clients(api, harness).items()}
        drafter, reader = by_scope[DRAFT], by_scope[""]
        body = cast("DecisionInput", harness.body(item("introduce", CODE)))
        draft = await drafter.draft_decision(body, idempotency_key="draft-1")
        again = await drafter.draft_decision(body, idempotency_key="draft-1")
        id = draft.body["id"]
        assert (again.body["id"], again.is_replayed, draft.is_replayed) == (id, True, False)
        with pytest.raises(Conflict) as refused:
            await by_scope[PUBLISH].publish_decision(id)
        assert refused.value.is_a("decision-not-signed")
        with pytest.raises(NotFound):
            await reader.get_decision(id)
        await drafter.submit_decision(id, if_match=draft.etag)
        await by_scope[CONTROL].approve_decision(id, {"reason": "Đúng thẩm quyền"})
        signed = await by_scope[SIGN].sign_decision(id, PDF)
        assert signed.body["status"] == "signed"
        published = await by_scope[PUBLISH].publish_decision(id)
        assert published.event_position
        procedure = await reader.get_procedure(CODE, event_position_at_least=published.event_position)
        assert procedure.body["content"]["name"] == body["items"][0]["content"]["name"]  # type: ignore[index]
        assert (await reader.download_signed_file(id)).body == PDF
        assert [found["code"] async for found in reader.iterate_procedures(limit=1)] == [CODE]
        keys: SigningKeys = (await reader.list_stream_keys()).body
        stream = AsyncEventStream(reader, "procedures", first_key=keys["keys"][0]["public_key"], known_types=None)
        events = [event async for event in stream.read()]
        position = published.event_position.rsplit(":", 1)[1]
        assert events[-1].type == "decision.published.v1"
        assert events[-1].position == StreamPosition(int(position), events[-1].event["hash"])
