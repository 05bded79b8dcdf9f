"""The walk with the Python clients of openapi-generator: `python walk.py INPUT` prints what they received."""

import json
import sys
from pathlib import Path
from typing import Any

import python_online_services as online_services
import python_population_lookup as population_lookup
import python_procedures as procedures
from python_procedures.exceptions import NotFoundException


def main(given: dict[str, Any]) -> dict[str, Any]:
    def client(package: Any, service: str, role: str) -> Any:
        return package.ApiClient(package.Configuration(host=given["urls"][service], access_token=given["tokens"][role]))

    def decisions(role: str) -> Any:
        return procedures.DecisionsApi(client(procedures, "procedures", role))

    catalogue = procedures.ProceduresApi(client(procedures, "procedures", "reader"))
    before = catalogue.list_procedures(agency=given["agency"])
    body = procedures.DecisionInput.from_json(json.dumps(given["decision"]))
    draft = decisions("drafter").draft_decision(body, idempotency_key=given["key"])
    repeated = decisions("drafter").draft_decision(body, idempotency_key=given["key"])
    decisions("drafter").submit_decision(draft.id)
    decisions("controller").approve_decision(draft.id)
    decisions("signer").sign_decision(draft.id, Path(given["signed_file"]).read_bytes())
    published = decisions("publisher").publish_decision_with_http_info(draft.id)
    position = {name.lower(): value for name, value in published.headers.items()}["event-position"]

    registry = online_services.OnlineServicesApi(client(online_services, "online_services", "clerk"))
    services = online_services.OnlineServicesInput.from_json(json.dumps(given["online_services"]))
    registered = registry.register_online_services(services, event_position_at_least=position)
    look_ups = population_lookup.LookUpsApi(client(population_lookup, "population_lookup", "reader"))
    person = population_lookup.LookupInput.from_json(json.dumps(given["lookup"]))
    found = look_ups.look_up_citizen(person, event_position_at_least=position)
    return {
        "listed_before": [each.code for each in before.items],
        "same_draft": repeated.id == draft.id,
        "status": published.data.status,
        "listed": [each.code for each in catalogue.list_procedures(agency=given["agency"]).items],
        "registered": [each.procedure_code for each in registered.services],
        "found": found.citizen.full_name,
        "problem": problem_of(catalogue, given["unknown_code"]),
    }


def problem_of(catalogue: Any, code: str) -> str:
    try:
        catalogue.get_procedure(code)
    except NotFoundException as refused:
        return str(refused.data.type)
    return "none"


if __name__ == "__main__":
    print(json.dumps(main(json.loads(Path(sys.argv[1]).read_text()))))
