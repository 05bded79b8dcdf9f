"""A procedure in force as a `GovernmentService` of schema.org, for search engines."""

from collections.abc import Mapping
from typing import Any

from procedures.law.domain.dossier_texts import result_text
from procedures.law.formats.decoded_parts import fees_of, result_of
from procedures.open_data.formats.naming import Naming, as_iri
from procedures.open_data.formats.part_texts import (
    CHANNELS,
    Json,
    channel_text,
    cost_text,
    duration_of,
    price_of,
    steps_text,
)

CONTEXT = "https://schema.org"
Part = dict[str, Any]


def government_service(row: Any, names: Mapping[str, str], naming: Naming) -> Part:
    """`row` and `names` are those of `procedures.open_data.formats.cpsv_ap.public_service`."""
    content: Json = row.content
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "@id": naming.of("procedures", row.code),
            "identifier": row.code,
            "name": row.name,
            "description": steps_text(content["steps"]) or row.name,
            "serviceType": row.field_name,
            "provider": _organisation(row.agency_code, row.agency_name),
            "serviceOperator": [
                _organisation(agency["code"], names.get(agency["code"]) or agency["name"] or agency["code"])
                for agency in content["agencies"]
                if agency["role"] == "executes"
            ],
            "areaServed": {"@type": "AdministrativeArea", "@id": naming.place},
            "audience": [{"@type": "Audience", "audienceType": name} for name in content["audience"]],
            "availableChannel": [_channel(content, channel) for channel in content["channels"]],
            "offers": [
                _offer(fee, channel["channel"], limit)
                for channel in content["channels"]
                for limit, fee in fees_of(channel)
            ],
            "serviceOutput": [
                _without_empty({"@type": "Thing", "identifier": result["code"], "name": result_text(result_of(result))})
                for result in content["results"]
            ],
            "termsOfService": content["conditions"],
            "subjectOf": [_decision(row), *(_legal_basis(basis) for basis in content["legal_bases"])],
        }
    )


def _organisation(code: str | None, name: str) -> Part:
    return _without_empty({"@type": "GovernmentOrganization", "identifier": code, "name": name})


def _channel(content: Json, channel: Json) -> Part:
    limits = channel["time_limits"]
    return _without_empty(
        {
            "@type": "ServiceChannel",
            "name": CHANNELS[channel["channel"]],
            "description": channel_text(content, channel),
            "processingTime": duration_of(limits),
            "availableLanguage": "vi",
        }
    )


def _offer(fee: Json, channel: str, limit: Json | None) -> Part:
    """A fee that is no single amount has no price, only a name."""
    offer: Part = {"@type": "Offer", "name": cost_text(fee, channel, limit)}
    if price_of(fee) is None:
        return offer
    return {**offer, "price": fee["amount"], "priceCurrency": fee["currency"]}


def _decision(row: Any) -> Part:
    return {
        "@type": "Legislation",
        "legislationIdentifier": row.decision_number,
        "name": row.decision_title,
        "legislationDate": row.decision_signed_on.isoformat(),
    }


def _legal_basis(basis: Json) -> Part:
    return _without_empty(
        {
            "@type": "Legislation",
            "legislationIdentifier": basis["number"],
            "name": basis["title"] or basis["number"],
            "legislationDate": basis["issued_on"],
            "legislationPassedBy": _organisation(None, basis["issuing_body"]) if basis["issuing_body"] else None,
            "url": as_iri(basis["link"] or ""),
        }
    )


def _without_empty(part: Part) -> Part:
    return {name: value for name, value in part.items() if value not in (None, [], "")}
