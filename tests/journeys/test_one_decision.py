"""One published Decision takes effect in all four services, which run as processes, over the feed and over a real
Kafka.

Each read names the `Event-Position` of the write before it, so that no read has to be repeated.
"""

from suite.stack import Stack
from tests.support.api_client import Official, figure_changes, problem_type
from tests.support.stack_checks import verify_all

BEFORE, AFTER = (
    ("personal_id", "full_name", "birth_date"),
    ("full_name", "permanent_residence", "marital_status", "spouse"),
)


def test_a_new_procedure_is_in_the_catalogue_online_looked_up_for_and_counted(official: Official) -> None:
    code, before = official.code(1), official.figures()
    published = official.introduce(code, -10, *BEFORE)
    procedure = official.procedure(code, 0, published.position).json()
    assert (procedure["period"]["version"], procedure["decision"]["id"]) == (1, published.body["id"])
    registered = official.register(code, -5, published.position)
    (service,) = official.offered_services(code, 0)
    assert (service["level"], service["under_review"]) == ("full", False)
    response = official.look_up(code, published.position)
    assert response.status_code == 200, response.text
    record = response.json()
    assert (record["matched"], record["decision"]["id"]) == (True, published.body["id"])
    assert set(record["fields"]) == set(record["citizen"]) == set(BEFORE)
    positions = ", ".join((published.position, registered.position, response.headers["Event-Position"]))
    assert figure_changes(before, official.figures(positions)) == {
        "decisions": 1,
        "agencies": 1,
        "late_decisions": 1,
        "procedures": 1,
        "introduced": 1,
        "online": 1,
        "online_full": 1,
        "lookups_answered": 1,
    }


def test_an_amendment_brings_a_new_version_a_review_and_a_new_list_of_fields_from_its_day_on(
    official: Official,
) -> None:
    code = official.code(1)
    (service,) = official.register(code, -5, official.introduce(code, -10, *BEFORE).position).body["services"]
    before = official.figures()
    official.amend(code, 1, "blood_group")
    published = official.amend(code, 0, *AFTER)
    assert [official.version(code, on, published.position) for on in (-1, 0, 1)] == [1, 3, 2]
    (offered,) = official.offered_services(code, 0, published.position)
    assert (offered["id"], offered["under_review"]) == (service["id"], True)
    record = official.look_up(code, published.position).json()
    assert record["procedure"]["version"] == 3
    assert set(record["fields"]) == set(record["citizen"]) == set(AFTER), "tomorrow's list is not today's"
    counted = figure_changes(before, official.figures(published.position))
    assert {key: counted[key] for key in ("decisions", "changed", "procedures")} == {
        "decisions": 2,
        "changed": 2,
        "procedures": 2,
    }


def test_a_repeal_from_today_withdraws_the_service_refuses_look_ups_and_leaves_the_past_unchanged(
    official: Official,
) -> None:
    code = official.code(1)
    introduced = official.introduce(code, -10, *BEFORE)
    registered = official.register(code, -5, introduced.position)
    before = official.figures(registered.position)
    published = official.repeal(code, 0)
    assert [official.version(code, on, published.position) for on in (-1, 0, 1)] == [1, None, None]
    assert official.offered_services(code, 0, published.position) == []
    assert [service["id"] for service in official.offered_services(code, -1)] == [
        service["id"] for service in registered.body["services"]
    ]
    response = official.look_up(code, published.position)
    assert (response.status_code, problem_type(response)) == (409, "procedure-not-in-force")
    withdrawn = position_of_online_services(official)
    counted = figure_changes(
        before, official.figures(f"{published.position}, {withdrawn}, {response.headers['Event-Position']}")
    )
    assert counted == {
        "decisions": 1,
        "procedures": 1,
        "repealed": 1,
        "online": -1,
        "online_full": -1,
        "lookups_refused": 1,
    }
    links = official.chain(code)
    assert [(link["kind"], link["decision"]["id"]) for link in links] == [
        ("introduce", introduced.body["id"]),
        ("repeal", published.body["id"]),
    ]
    assert links[1]["legal_document"]["number"] == "104/2022/NĐ-CP"


def position_of_online_services(official: Official) -> str:
    """The end of its stream, which holds its reaction to the repeal, since the repeal has been applied."""
    heads = official.ok("online_services", "GET", "/v1/events/head").body["heads"]
    return ", ".join(f"{head['head']['source']}/{head['head']['shard']}:{head['head']['sequence']}" for head in heads)


def test_a_repeal_from_tomorrow_is_known_today_and_takes_effect_by_its_date_alone(official: Official) -> None:
    code, before = official.code(1), official.figures()
    official.register(code, -5, official.introduce(code, -10, *BEFORE).position)
    published = official.repeal(code, 1)
    assert official.figures(published.position)["repealed"] == before["repealed"] + 1
    assert [link["kind"] for link in official.chain(code)] == ["introduce", "repeal"]
    assert official.look_up(code, published.position).status_code == 200
    for on, law, services in ((0, 1, 1), (1, None, 0), (400, None, 0)):
        assert official.version(code, on, published.position) == law
        assert len(official.offered_services(code, on, published.position)) == services
    (service,) = official.offered_services(code, 0)
    assert service["offered_to"] == official.day(1)


def test_decisions_out_of_order_hold_until_the_later_one_and_a_repeal_names_what_it_cancels(
    official: Official,
) -> None:
    code = official.code(1)
    official.register(code, -5, official.introduce(code, -10, *BEFORE).position)
    later = official.amend(code, 60, *AFTER)
    sooner = official.amend(code, 10, "full_name")
    assert later.body["under_review"] == []
    assert [(period["version"], period["effective_from"]) for period in sooner.body["under_review"]] == [
        (2, official.day(60))
    ]
    assert [official.version(code, on) for on in (0, 9, 10, 59, 60)] == [1, 1, 3, 3, 2]
    assert official.procedure(code, 60).json()["period"]["under_review"] is True
    repealed = official.repeal(code, 40)
    assert [period["version"] for period in repealed.body["cancelled"]] == [2]
    assert [official.version(code, on) for on in (0, 10, 39, 40, 60)] == [1, 3, 3, None, None]
    assert [period["version"] for period in official.chain(code)[-1]["cancelled"]] == [2]
    (service,) = official.offered_services(code, 39, repealed.position)
    assert (service["offered_to"], service["under_review"]) == (official.day(40), True)
    assert official.offered_services(code, 60, repealed.position) == []
    assert official.look_up(code, repealed.position).status_code == 200, "today nothing has changed"


def test_afterwards_every_log_topic_and_projection_verifies(stack: Stack, official: Official) -> None:
    official.introduce(official.code(1), 0, *BEFORE)
    assert all(verify_all(stack).values())
