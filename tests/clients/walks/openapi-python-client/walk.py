"""The walk with the clients of openapi-python-client: `python walk.py INPUT` prints what they received."""

import json
import sys
from pathlib import Path
from typing import Any

import openapi_python_client_online_services as online_services
import openapi_python_client_population_lookup as population_lookup
import openapi_python_client_procedures as procedures
from openapi_python_client_online_services.api.online_services import register_online_services
from openapi_python_client_online_services.models import OnlineServicesInput
from openapi_python_client_population_lookup.api.look_ups import look_up_citizen
from openapi_python_client_population_lookup.models import LookupInput
from openapi_python_client_procedures.api.decisions import (
    approve_decision,
    draft_decision,
    publish_decision,
    sign_decision,
    submit_decision,
)
from openapi_python_client_procedures.api.procedures import get_procedure, list_procedures
from openapi_python_client_procedures.models import DecisionInput, GetProcedureProblem
from openapi_python_client_procedures.types import File


def main(given: dict[str, Any]) -> dict[str, Any]:
    def client(package: Any, service: str, role: str) -> Any:
        return package.AuthenticatedClient(given["urls"][service], token=given["tokens"][role])

    def officer(role: str) -> Any:
        return client(procedures, "procedures", role)

    reader = officer("reader")
    before = list_procedures.sync(client=reader, agency=given["agency"])
    body = DecisionInput.from_dict(given["decision"])
    draft = draft_decision.sync(client=officer("drafter"), body=body, idempotency_key=given["key"])
    repeated = draft_decision.sync(client=officer("drafter"), body=body, idempotency_key=given["key"])
    submit_decision.sync(draft.id, client=officer("drafter"))
    approve_decision.sync(draft.id, client=officer("controller"))
    with Path(given["signed_file"]).open("rb") as file:
        sign_decision.sync(draft.id, client=officer("signer"), body=File(file))
    published = publish_decision.sync_detailed(draft.id, client=officer("publisher"))
    position = published.headers["Event-Position"]

    registered = register_online_services.sync(
        client=client(online_services, "online_services", "clerk"),
        body=OnlineServicesInput.from_dict(given["online_services"]),
        event_position_at_least=position,
    )
    found = look_up_citizen.sync(
        client=client(population_lookup, "population_lookup", "reader"),
        body=LookupInput.from_dict(given["lookup"]),
        event_position_at_least=position,
    )
    problem = get_procedure.sync(given["unknown_code"], client=reader)
    return {
        "listed_before": [each.code for each in before.items],
        "same_draft": repeated.id == draft.id,
        "status": published.parsed.status,
        "listed": [each.code for each in list_procedures.sync(client=reader, agency=given["agency"]).items],
        "registered": [each.procedure_code for each in registered.services],
        "found": found.citizen.full_name,
        "problem": problem.type_ if isinstance(problem, GetProcedureProblem) else "none",
    }


if __name__ == "__main__":
    print(json.dumps(main(json.loads(Path(sys.argv[1]).read_text()))))
