"""Annulments and corrections are pushed to channels over real HTTP and PostgreSQL, with deadlines, evidence, retries
and alerts of their own."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from common.delivery.pusher import Pusher
from common.metrics import registry
from procedures.publication_channels.api.examples import DEADLINE
from procedures.publication_channels.clients.channel_pusher import CHANNEL_RECEIVERS
from tests.support.channel import PORTAL, Channel, advance_clock
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    CATALOGUE,
    PUBLISH,
    ProceduresHarness,
    content,
    item,
    problem,
    procedures_harness,
)

A, B, DATABASE = "1.000101", "1.000102", "national_database"
FEBRUARY, MARCH, JUNE, JULY = "2023-02-01", "2023-03-01", "2023-06-01", "2023-07-01"
CORRECT, WRONG = content("Đăng ký khai sinh"), content("Đăng ký khai xinh")


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def rectifications_of(harness: ProceduresHarness, decision: str) -> list[dict[str, Any]]:
    rectifications: list[dict[str, Any]] = (await harness.get(f"/v1/decisions/{decision}/channels"))["rectifications"]
    return rectifications


async def publication_on(harness: ProceduresHarness, decision: str, code: str = PORTAL) -> dict[str, Any]:
    """The state of the last rectification of the Decision on the channel."""
    items = (await rectifications_of(harness, decision))[-1]["items"]
    return next(publication for publication in items if publication["channel"] == code)


def lines(message: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (line["action"], line["code"], line["effective_on"], line.get("effective_to"), line.get("version"))
        for line in message["procedures"]
    ]


async def post_as_publisher(
    harness: ProceduresHarness, decision: str, rectification: str, action: str, code: str = PORTAL, **body: Any
) -> Any:
    path = f"/v1/decisions/{decision}/channels/{code}/{action}"
    return await harness.http.post(
        path, params={"rectification": rectification}, json=body, headers=harness.service.bearer(PUBLISH)
    )


async def test_an_annulled_repeal_is_pushed_and_the_procedure_published_again(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    await harness.publish(item("introduce", A))
    repeal = await harness.publish(item("repeal", A, JUNE))
    await portal_pusher.push_all(PORTAL)
    done = await harness.annul(repeal["id"], JULY)
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    message = portal.messages[-1]
    assert (message["decision"]["id"], message["channel"], "rectifications" in message) == (repeal["id"], PORTAL, False)
    assert (
        message["rectification"]["kind"],
        message["rectification"]["id"],
        message["rectification"]["effective_from"],
        message["rectification"]["entire_decision"],
    ) == (
        "annulment",
        done["id"],
        JULY,
        True,
    )
    assert lines(message) == [("publish", A, JULY, None, 1)]
    assert message["procedures"][0]["content"] == (await harness.get(f"/v1/procedures/{A}"))["content"]
    assert portal.received[-1][0] == f"{done['id']}_{PORTAL}"
    publication = await publication_on(harness, repeal["id"])
    evidence = publication["evidence"]
    assert (publication["state"], publication["shown_on"], publication["attempts"], evidence["by_officer"]) == (
        "confirmed",
        "2026-11-23",
        1,
        False,
    )
    items = (await harness.get(f"/v1/decisions/{repeal['id']}/channels"))["items"]
    (of_decision,) = [publication for publication in items if publication["channel"] == PORTAL]
    assert (of_decision["state"], of_decision["attempts"]) == ("confirmed", 1)


async def test_each_kind_of_item_is_undone_on_the_channel(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    await harness.publish(item("introduce", A))
    amended = await harness.publish(item("amend", A, JUNE))
    await harness.annul(amended["id"], JULY)
    replaced = await harness.publish(item("replace", A, "2023-09-01", successor_code=B))
    await harness.annul(replaced["id"], "2023-09-01")
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    _, _, amendment, _, replacement = portal.messages
    assert lines(amendment) == [("publish", A, JUNE, JULY, 2), ("publish", A, JULY, None, 1)]
    assert lines(replacement) == [("publish", A, JULY, None, 1), ("remove", B, "2023-09-01", None, None)]


async def test_an_introduction_annulled_later_is_shown_until_then_and_then_removed(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    introduced = await harness.publish(item("introduce", A))
    await portal_pusher.push_all(PORTAL)
    await harness.annul(introduced["id"], JULY)
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    assert lines(portal.messages[-1]) == [("publish", A, FEBRUARY, JULY, 1), ("remove", A, JULY, None, None)]


async def test_an_annulled_declaration_restores_the_previous_level(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("declare_online", A, MARCH, online_level="partial"))
    full = await harness.publish(item("declare_online", A, JUNE))
    done = await harness.annul(full["id"], JULY)
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    (line,) = portal.messages[-1]["procedures"]
    assert (portal.messages[-1]["rectification"]["id"], line["action"], line["online_level"], line["effective_on"]) == (
        done["id"],
        "publish",
        "partial",
        JULY,
    )


async def test_a_corrected_content_and_a_corrected_day_are_pushed(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    introduced = await harness.publish(item("introduce", A, content=WRONG))
    repealed = await harness.publish(item("repeal", A, JUNE))
    await portal_pusher.push_all(PORTAL)
    await harness.correct(introduced["id"], {"number": 1, "content": CORRECT, "corrected_parts": ["name"]})
    await harness.correct(repealed["id"], {"number": 1, "effective_on": JULY})
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    corrected, moved = portal.messages[-2:]
    assert lines(corrected) == [("publish", A, FEBRUARY, JUNE, 2), ("remove", A, JUNE, None, None)]
    assert corrected["procedures"][0]["content"]["name"] == CORRECT["name"]
    assert (corrected["rectification"]["kind"], corrected["rectification"]["effective_from"]) == ("correction", None)
    assert lines(moved) == [("publish", A, FEBRUARY, JULY, 2), ("remove", A, JULY, None, None)]


async def test_a_decision_annulled_before_its_push_is_never_sent_as_if_it_were_valid(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    decision = await harness.publish(
        item("introduce", A), item("introduce", B, number=2), item("introduce", "1.000103", number=3, content=WRONG)
    )
    await harness.annul(decision["id"], FEBRUARY, 1)
    await harness.annul(decision["id"], JULY, 2)
    await harness.correct(
        decision["id"], {"number": 3, "content": CORRECT, "corrected_parts": ["name"], "effective_on": MARCH}
    )
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    first, *rest = portal.messages
    assert [(line["code"], line.get("annulled_from")) for line in first["procedures"]] == [
        (B, JULY),
        ("1.000103", None),
    ]
    third = first["procedures"][1]
    assert (third["effective_on"], third["version"], third["content"]["name"]) == (MARCH, 2, CORRECT["name"])
    assert [(rectification["kind"], rectification["items"]) for rectification in first["rectifications"]] == [
        ("annulment", [1]),
        ("annulment", [2]),
        ("correction", [3]),
    ]
    assert [message["rectification"]["id"] for message in rest] == [
        rectification["id"] for rectification in first["rectifications"]
    ]
    assert lines(rest[0]) == [("remove", A, FEBRUARY, None, None)]


async def test_a_message_that_changed_since_it_was_sent_has_another_id(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    """The first response was lost: a receiver that drops repeats must not drop the changed message."""
    decision = await harness.publish(item("introduce", A))
    portal.will_respond(500)
    await portal_pusher.push_all(PORTAL)
    done = await harness.annul(decision["id"], FEBRUARY)
    advance_clock(harness)
    await portal_pusher.push_all(PORTAL)
    ids = [id for id, _ in portal.received]
    assert ids == [f"{decision['id']}_{PORTAL}", f"{decision['id']}_{PORTAL}_{done['id']}", f"{done['id']}_{PORTAL}"]
    assert portal.messages[1]["procedures"] == []


async def test_a_retried_rectification_is_identical_to_the_byte_whatever_came_since(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    introduced = await harness.publish(item("introduce", A, content=WRONG))
    await portal_pusher.push_all(PORTAL)
    await harness.correct(introduced["id"], {"number": 1, "content": CORRECT, "corrected_parts": ["name"]})
    portal.will_respond(500)
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    advance_clock(harness)
    await harness.publish(item("amend", A, MARCH))
    await harness.correct(introduced["id"], {"number": 1, "effective_on": "2023-02-03"})
    advance_clock(harness)
    await portal_pusher.push_all(PORTAL)
    assert portal.received[1] == portal.received[2]


async def test_rectifications_and_decisions_keep_their_order_even_while_the_first_is_retried(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    introduced = await harness.publish(item("introduce", A))
    repealed = await harness.publish(item("repeal", A, JUNE))
    annulled = await harness.annul(repealed["id"], JUNE)
    repealed_again = await harness.publish(item("repeal", A, JULY))
    portal.will_respond(500)
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    assert len(portal.received) == 1
    advance_clock(harness)
    await portal_pusher.push_all(PORTAL)
    subjects = [id.split("_")[0] for id, _ in portal.received]
    assert subjects == [introduced["id"], introduced["id"], repealed["id"], annulled["id"], repealed_again["id"]]


async def test_the_law_gives_an_annulment_five_working_days_and_a_correction_none(harness: ProceduresHarness) -> None:
    decision = await harness.publish(item("introduce", A, content=WRONG))
    await harness.correct(decision["id"], {"number": 1, "content": CORRECT, "corrected_parts": ["name"]})
    await harness.annul(decision["id"], JULY, signed_on="2026-11-23")
    correction, annulment = await rectifications_of(harness, decision["id"])
    dues = [
        {item["channel"]: (item["due_on"], item["article"]) for item in rectification["items"]}
        for rectification in (correction, annulment)
    ]
    assert set(dues[0].values()) == {(None, None)}
    assert dues[1].pop(DATABASE) == ("2026-12-01", "Điều 24 khoản 2 NĐ 63/2010/NĐ-CP")
    assert set(dues[1].values()) == {(None, None)}
    deadlines = {
        channel["code"]: channel["deadlines"] for channel in (await harness.get("/v1/publication-channels"))["items"]
    }
    assert [(deadline["rectification"], deadline["days"]) for deadline in deadlines[DATABASE]] == [
        (None, 5),
        (None, 2),
        ("annulment", 5),
    ]


async def test_a_deadline_of_the_province_for_corrections_does_not_apply_to_decisions(
    harness: ProceduresHarness,
) -> None:
    deadline = {**DEADLINE, "rectification": "correction"}
    response = await harness.http.post(
        "/v1/publication-deadlines", json=deadline, headers=harness.service.bearer(CATALOGUE)
    )
    assert response.json() == {"recorded": 1}
    decision = await harness.publish(item("introduce", A, "2027-01-01", content=WRONG), signed_on="2026-11-20")
    items = (await harness.get(f"/v1/decisions/{decision['id']}/channels"))["items"]
    assert next(publication for publication in items if publication["channel"] == PORTAL)["due_on"] is None
    await harness.correct(
        decision["id"], {"number": 1, "content": CORRECT, "corrected_parts": ["name"]}, signed_on="2026-11-23"
    )
    assert (await publication_on(harness, decision["id"]))["due_on"] == "2026-11-27"


@pytest.mark.parametrize(
    "change", [{"channel": None}, {"anchor": "legal_document_issued_on"}, {"kind": "repeal"}, {"shortened": True}]
)
async def test_a_deadline_of_a_rectification_is_counted_from_its_instrument_only(
    harness: ProceduresHarness, change: dict[str, Any]
) -> None:
    deadline = {**DEADLINE, "rectification": "annulment", **change}
    response = await harness.http.post(
        "/v1/publication-deadlines", json=deadline, headers=harness.service.bearer(CATALOGUE)
    )
    assert problem(response)["type"] == "malformed-request"


async def test_an_overdue_rectification_is_listed_and_counted_until_an_officer_gives_evidence(
    harness: ProceduresHarness,
) -> None:
    decision = await harness.publish(item("introduce", A, "2027-01-01"), signed_on="2026-11-10")
    evidence = {"shown_on": "2026-11-18", "note": "đã hiện"}
    done = await harness.annul(decision["id"], "2027-01-01", signed_on="2026-11-12")
    headers = harness.service.bearer(PUBLISH)
    response = await harness.http.post(
        f"/v1/decisions/{decision['id']}/channels/{DATABASE}/evidence", json=evidence, headers=headers
    )
    assert response.status_code == 200

    async def never(_: Any) -> Any:
        raise AssertionError

    await Pusher(harness.service.runtime, never, CHANNEL_RECEIVERS).measure()
    assert registry.get_sample_value("congbo_channel_overdue_publications", {"channel": DATABASE}) == 1
    (overdue,) = (await harness.http.get("/v1/publication-channels/overdue", headers=headers)).json()["items"]
    assert (overdue["decision"]["id"], overdue["due_on"]) == (decision["id"], "2026-11-19")
    assert overdue["rectification"] == {"id": done["id"], "kind": "annulment", "number": done["number"]}
    early = problem(
        await post_as_publisher(
            harness, decision["id"], done["id"], "evidence", DATABASE, shown_on="2026-11-11", note="x"
        )
    )
    assert (early["type"], early["signed_on"]) == ("evidence-day-out-of-range", "2026-11-12")
    shown = await post_as_publisher(harness, decision["id"], done["id"], "evidence", DATABASE, **evidence)
    assert shown.json() == {"channel": DATABASE, "state": "evidenced", "due_on": "2026-11-19", "shown_on": "2026-11-18"}
    assert (await harness.http.get("/v1/publication-channels/overdue", headers=headers)).json()["items"] == []
    assert (await publication_on(harness, decision["id"], DATABASE))["in_time"] is True
    repeated = problem(await post_as_publisher(harness, decision["id"], done["id"], "evidence", DATABASE, **evidence))
    assert repeated["type"] == "already-published-on-channel"


async def test_pages_of_overdue_publications_separate_a_decision_from_its_rectifications(
    harness: ProceduresHarness,
) -> None:
    decision = await harness.publish(item("introduce", A, "2027-01-01"), signed_on="2026-11-10")
    await harness.annul(decision["id"], "2027-01-01", signed_on="2026-11-10")
    about_decision, after = [], None
    while True:
        params = {"limit": "1"} | ({"after": after} if after else {})
        page = (
            await harness.http.get(
                "/v1/publication-channels/overdue", params=params, headers=harness.service.bearer(PUBLISH)
            )
        ).json()
        about_decision += [publication["rectification"] is None for publication in page["items"]]
        if (after := page["next"]) is None:
            break
    assert sorted(about_decision) == [False, True]


async def test_an_officer_retries_a_refused_rectification_unless_a_later_change_was_sent(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    repealed = [await harness.publish(item("introduce", A)), await harness.publish(item("repeal", A, JUNE))][1]
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    done = await harness.annul(repealed["id"], JUNE)
    portal.will_respond(422)
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    assert (await publication_on(harness, repealed["id"]))["state"] == "failed"
    assert (await post_as_publisher(harness, repealed["id"], done["id"], "retry")).json()["state"] == "due"
    portal.will_respond(422)
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    amended = await harness.publish(item("amend", A, JULY))
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    refusal = problem(await post_as_publisher(harness, repealed["id"], done["id"], "retry"))
    assert (refusal["status"], refusal["type"], refusal["later"]) == (
        409,
        "later-change-already-sent",
        amended["id"],
    )
    unknown = problem(await post_as_publisher(harness, repealed["id"], amended["id"], "retry"))
    assert (unknown["status"], unknown["type"]) == (404, "not-published-on-channel")


async def test_a_refused_decision_is_not_retried_once_its_annulment_was_sent(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    refused = await harness.publish(item("introduce", A))
    portal.will_respond(422)
    await portal_pusher.push_all(PORTAL)
    done = await harness.annul(refused["id"], FEBRUARY)
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    response = await harness.http.post(
        f"/v1/decisions/{refused['id']}/channels/{PORTAL}/retry", headers=harness.service.bearer(PUBLISH)
    )
    assert (problem(response)["type"], problem(response)["later"]) == ("later-change-already-sent", done["id"])


async def test_the_annulment_of_a_back_entered_decision_is_pushed(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    old = await harness.publish(
        item("introduce", A), back_entered=True, signed_on="2023-01-19", published_on="2023-02-02"
    )
    done = await harness.annul(old["id"], JULY)
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    assert [id for id, _ in portal.received] == [f"{done['id']}_{PORTAL}"]


async def test_only_valid_channels_of_the_decision_receive_its_rectification(harness: ProceduresHarness) -> None:
    decision = await harness.publish(item("introduce", A))
    new, ended = (
        {"code": "app", "name": "Ứng dụng", "method": "evidence"},
        {"code": "e_gazette", "name": "Công báo", "method": "push"},
    )
    body = {"channels": [new, {**ended, "valid_to": "2026-11-23"}]}
    assert (
        await harness.http.post("/v1/publication-channels", json=body, headers=harness.service.bearer(CATALOGUE))
    ).status_code == 200
    await harness.annul(decision["id"], JULY)
    (rectification,) = await rectifications_of(harness, decision["id"])
    assert [publication["channel"] for publication in rectification["items"]] == [
        DATABASE,
        "office_posting",
        PORTAL,
        "service_portal",
    ]


@pytest.mark.parametrize(
    "change",
    ["UPDATE channel_rectification SET due_on = '2030-01-01', article = 'x'", "DELETE FROM channel_rectification"],
)
async def test_what_the_deadline_of_a_rectification_depends_on_cannot_be_changed(
    harness: ProceduresHarness, change: str
) -> None:
    decision = await harness.publish(item("introduce", A))
    await harness.annul(decision["id"], JULY)
    with pytest.raises(DBAPIError, match=r"append-only|never change"):
        await harness.service.rows(change)
