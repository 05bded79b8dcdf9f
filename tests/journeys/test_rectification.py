"""A repeal is published and then annulled, and all services follow both, over the feed and over a real Kafka."""

import pytest

from common.clock import SystemClock, as_text
from tests.support.api_client import Official, figure_changes, problem_type
from tests.support.procedures_harness import item
from tests.support.requirements import only_in_full_run

pytestmark = pytest.mark.parametrize(
    "stack", ["feed", pytest.param("kafka", marks=only_in_full_run("the same over Kafka"))], indirect=True
)

FIELDS = ("personal_id", "full_name", "birth_date")


def position_of_online_services(official: Official) -> str:
    """The end of its stream, which holds its reaction to a change of the law that it has applied."""
    heads = official.ok("online_services", "GET", "/v1/events/head").body["heads"]
    return ", ".join(f"{head['head']['source']}/{head['head']['shard']}:{head['head']['sequence']}" for head in heads)


def version_as_known(official: Official, code: str, on: int, moment: str) -> int | None:
    params = {"in_force_on": official.day(on), "known_on": moment}
    response = official.request("procedures", "GET", f"/v1/procedures/{code}", params=params)
    return None if response.status_code == 404 else int(response.json()["period"]["version"])


def test_annulling_a_repeal_brings_the_procedure_its_service_and_its_look_up_back(official: Official) -> None:
    code = official.code(1)
    (service,) = official.register(code, -5, official.introduce(code, -10, *FIELDS).position).body["services"]
    repeal = official.repeal(code, -3)
    assert [official.version(code, on, repeal.position) for on in (-4, -3, 0)] == [1, None, None]
    assert official.offered_services(code, 0, repeal.position) == []
    assert problem_type(official.look_up(code, repeal.position)) == "procedure-not-in-force"
    before = official.figures(f"{repeal.position}, {position_of_online_services(official)}")
    known = as_text(SystemClock().now())

    annulled = official.annul(repeal, 0)
    assert [official.version(code, on, annulled.position) for on in (-4, -3, -1, 0, 400)] == [1, None, None, 1, 1]
    assert [version_as_known(official, code, on, known) for on in (-4, -3, 0)] == [1, None, None], (
        "as it was known before"
    )
    (offered,) = official.offered_services(code, 0, annulled.position)
    assert (offered["id"], offered["level"], official.offered_services(code, -1)) == (service["id"], "full", [])
    last = official.ok("online_services", "GET", f"/v1/online-services/{service['id']}/history").body["items"][-1]
    assert (last["action"], last["decision"]["id"], last["reason"]) == (
        "restored",
        annulled.body["id"],
        annulled.body["reason"],
    )
    response = official.look_up(code, annulled.position)
    assert (response.status_code, set(response.json()["fields"])) == (200, set(FIELDS))
    positions = ", ".join(
        (annulled.position, position_of_online_services(official), response.headers["Event-Position"])
    )
    counted = figure_changes(before, official.figures(positions))
    assert {key: value for key, value in counted.items() if not key.startswith("lookups")} == {
        "annulled_items": 1,
        "online": 1,
        "online_full": 1,
    }
    assert [(link["act"], link["kind"]) for link in official.chain(code)] == [
        ("publication", "introduce"),
        ("publication", "repeal"),
        ("annulment", "repeal"),
    ]


def test_annulments_undo_a_declared_level_and_an_amended_list_of_fields(official: Official) -> None:
    code = official.code(1)
    official.introduce(code, -10, *FIELDS)
    declared = official.publish(item("declare_online", code, official.day(-5)))
    assert [service["level"] for service in official.offered_services(code, 0, declared.position)] == ["full"]
    annulled = official.annul(declared, 0)
    assert official.offered_services(code, 0, annulled.position) == []
    amended = official.amend(code, -2, "blood_group")
    assert official.look_up(code, amended.position).json()["fields"] == ["blood_group"]
    annulled = official.annul(amended, 0)
    assert set(official.look_up(code, annulled.position).json()["fields"]) == set(FIELDS)


def test_annulling_a_decision_of_processes_only_brings_the_former_process_back_and_is_counted(
    official: Official,
) -> None:
    code = official.code(1)

    def approving(hours: int) -> dict[str, object]:
        steps = [{"name": "Giải quyết", "role": "Công chức", "hours": hours}]
        return {
            "code": "QT.01",
            "procedure_code": code,
            "name": "Quy trình",
            "agency_code": official.agency,
            "steps": steps,
        }

    def hours_on(on: int, **known: str) -> list[int]:
        params = {"procedure": code, "in_force_on": official.day(on), **known}
        return [
            process["hours"]
            for process in official.ok("procedures", "GET", "/v1/processes", params=params).body["items"]
        ]

    official.introduce(code, -10, *FIELDS)
    official.publish(processes=[approving(8)], signed_on=official.day(-5))
    changed = official.publish(processes=[approving(6)], signed_on=official.day(-3))
    assert [hours_on(on) for on in (-6, -5, -3, 0)] == [[], [8], [6], [6]]
    before, known = official.figures(changed.position), as_text(SystemClock().now())
    annulled = official.annul(changed, 0)
    assert [hours_on(on) for on in (-1, 0)] == [[6], [8]]
    assert hours_on(0, known_on=known) == [6], "as it was known before"
    assert figure_changes(before, official.figures(annulled.position)) == {"annulled_processes": 1}


def test_a_corrected_day_of_a_repeal_moves_everything_with_it(official: Official) -> None:
    code = official.code(1)
    official.register(code, -5, official.introduce(code, -10, *FIELDS).position)
    repeal = official.repeal(code, 0)
    assert official.offered_services(code, 0, repeal.position) == []
    known = as_text(SystemClock().now())
    corrected = official.correct(repeal, {"number": 1, "effective_on": official.day(1)})
    assert [official.version(code, on, corrected.position) for on in (0, 1)] == [1, None]
    assert version_as_known(official, code, 0, known) is None
    assert [len(official.offered_services(code, on, corrected.position)) for on in (0, 1)] == [1, 0]
    assert official.look_up(code, corrected.position).status_code == 200
