"""A procedure in force as a `cpsv:PublicService` of CPSV-AP 3.2.

Every concept, place and language is typed where it is used, so that each graph can be held against the standard's
shapes by itself.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from procedures.open_data.formats.graph import Node, node, plain_literal, typed
from procedures.open_data.formats.naming import Naming, as_iri
from procedures.open_data.formats.part_texts import (
    CHANNELS,
    ROLES,
    Json,
    duration_of,
    fee_text,
    level_text,
    limit_text,
    paper_text,
    steps_text,
)

LANGUAGE = node("dct:LinguisticSystem", "http://publications.europa.eu/resource/authority/language/VIE")
CURRENCIES = "http://publications.europa.eu/resource/authority/currency/"
PARTICIPATES = ("executes", "delegated", "coordinates")


def public_service(row: Any, names: Mapping[str, str], naming: Naming) -> Node:
    """`row` is one of `procedures.law.queries.law_rows.in_force_on` with its content; `names` are of the agencies that
    the content names."""
    return Writing(row, names, naming).service()


class Writing:
    """Of one procedure: `#` and a part's kind and number make the part's IRI, and the same after a slash its
    identifier."""

    def __init__(self, row: Any, names: Mapping[str, str], naming: Naming) -> None:
        self.row = row
        self.content: Json = row.content
        self.names = names
        self.naming = naming
        self.iri = naming.of("procedures", row.code)
        self.papers: list[tuple[str | None, list[Node]]] = []

    def service(self) -> Node:
        row, content = self.row, self.content
        self.papers = list(self._papers())
        steps = steps_text(content["steps"])
        return node(
            "cpsv:PublicService",
            self.iri,
            dct_identifier=row.code,
            dct_title=plain_literal(row.name),
            dct_description=plain_literal(steps or row.name),
            dct_language=LANGUAGE,
            dct_spatial=self._place(),
            dct_audience=[node("skos:Concept", skos_prefLabel=plain_literal(one)) for one in content["audience"]],
            cv_thematicArea=self._concept("fields", row.field_code, row.field_name),
            cv_isClassifiedBy=[self._concept("administrative-levels", one, level_text(one)) for one in row.levels],
            cv_hasCompetentAuthority=list(self._competent()),
            cv_hasParticipation=list(self._participations()),
            cv_hasChannel=list(self._channels()),
            cv_hasCost=list(self._costs()),
            cv_holdsRequirement=list(self._requirements()),
            cpsv_hasInput=[paper for _, papers in self.papers for paper in papers],
            cpsv_produces=[self._output(number, one) for number, one in enumerate(content["results"], 1)],
            cpsv_follows=self._rule(steps) if steps else None,
            cv_hasLegalResource=[self._decision(), *self._legal_bases()],
        )

    def _part(self, types: str, kind: str, number: int | str, **of: Any) -> Node:
        own = {"dct_identifier": f"{self.row.code}/{kind}-{number}", **of}
        return node(types, f"{self.iri}#{kind}-{number}", **own)

    def _concept(self, kind: str, code: str, name: str) -> Node:
        return node("skos:Concept", self.naming.of(kind, code), skos_notation=code, skos_prefLabel=plain_literal(name))

    def _place(self) -> Node:
        return node("dct:Location", self.naming.place)

    def _agency(self, code: str | None, name: str) -> Node:
        """One that is not recorded goes by its name."""
        return node(
            ["cv:PublicOrganisation", "foaf:Agent"],
            self.naming.of("agencies", code) if code else None,
            dct_identifier=code or name,
            dct_title=plain_literal(name),
            skos_prefLabel=plain_literal(name),
            dct_spatial=self._place(),
        )

    def _in_role(self, *roles: str) -> Iterator[tuple[str, Node, str]]:
        for one in self.content["agencies"]:
            name = self.names.get(one["code"]) or one["name"] or one["code"]
            if one["role"] in roles:
                yield one["role"], self._agency(one["code"], name), name

    def _competent(self) -> Iterator[Node]:
        """The agency that the procedure belongs to, and those that decide."""
        yield self._agency(self.row.agency_code, self.row.agency_name)
        yield from (agency for _, agency, _ in self._in_role("competent") if agency.get("@id") != self._own())

    def _own(self) -> str:
        return self.naming.of("agencies", self.row.agency_code)

    def _participations(self) -> Iterator[Node]:
        for number, (role, agency, name) in enumerate(self._in_role(*PARTICIPATES), 1):
            yield self._part(
                "cv:Participation",
                "participation",
                number,
                dct_description=plain_literal(f"{ROLES[role]}: {name}"),
                cv_role=self._concept("agency-roles", role, ROLES[role]),
                cv_hasParticipant=agency,
            )

    def _channels(self) -> Iterator[Node]:
        for one in self.content["channels"]:
            limits, duration = one["time_limits"], duration_of(one["time_limits"])
            yield self._part(
                "cv:Channel",
                "channel",
                one["channel"],
                dct_type=self._concept("channel-types", one["channel"], CHANNELS[one["channel"]]),
                dct_description=plain_literal("; ".join(limit_text(limit) for limit in limits)) if limits else None,
                cv_processingTime=typed(duration, "duration") if duration else None,
            )

    def _costs(self) -> Iterator[Node]:
        """Each fee of each time limit of each channel."""
        fees = [
            (one["channel"], limit, fee)
            for one in self.content["channels"]
            for limit in one["time_limits"]
            for fee in limit["fees"]
        ]
        for number, (channel, limit, fee) in enumerate(fees, 1):
            yield self._part(
                "cv:Cost",
                "cost",
                number,
                dct_description=plain_literal(fee_text(fee, channel, limit)),
                cv_hasValue=typed(f"{fee['amount']}.0E0", "double"),
                cv_currency=node("skos:Concept", CURRENCIES + fee["currency"], skos_notation=fee["currency"]),
                cv_ifAccessedThrough={"@id": f"{self.iri}#channel-{channel}"},
            )

    def _papers(self) -> Iterator[tuple[str | None, list[Node]]]:
        number = 0
        for of in self.content["papers"]:
            found = []
            for paper in of["papers"]:
                number += 1
                found.append(self._evidence(number, paper))
            yield of["case"], found

    def _evidence(self, number: int, paper: Json) -> Node:
        url = as_iri((paper["form"] or {}).get("url") or "")
        own = {"dct_identifier": paper["code"]} if paper["code"] else {}
        return self._part(
            "cv:Evidence",
            "paper",
            number,
            **own,
            dct_title=plain_literal(paper["name"]),
            dct_description=plain_literal(paper_text(paper)),
            dct_language=LANGUAGE,
            foaf_page=node("foaf:Document", url) if url else None,
        )

    def _requirements(self) -> Iterator[Node]:
        """Yêu cầu, điều kiện; and for each case the papers that show it."""
        conditions = self.content["conditions"]
        if conditions:
            title = plain_literal("Yêu cầu, điều kiện thực hiện")
            yield self._part(
                "cv:Requirement", "requirement", 0, dct_title=title, dct_description=plain_literal(conditions)
            )
        for number, (case, papers) in enumerate(self.papers, 1):
            supported = [{"@id": paper["@id"]} for paper in papers]
            title = plain_literal(f"Thành phần hồ sơ: {case}" if case else "Thành phần hồ sơ")
            yield self._part(
                "cv:Requirement", "requirement", number, dct_title=title, cv_hasSupportingEvidence=supported
            )

    def _output(self, number: int, result: Json) -> Node:
        own = {"dct_identifier": result["code"]} if result["code"] else {}
        return self._part(
            "cv:Output", "result", number, **own, dct_title=plain_literal(result["name"]), dct_language=LANGUAGE
        )

    def _rule(self, steps: str) -> Node:
        title = plain_literal("Trình tự thực hiện")
        implements = {"@id": self.naming.of("decisions", str(self.row.decision_id))}
        return self._part(
            "cpsv:Rule",
            "steps",
            1,
            dct_title=title,
            dct_description=plain_literal(steps),
            dct_language=LANGUAGE,
            cpsv_implements=implements,
        )

    def _decision(self) -> Node:
        row = self.row
        return node(
            "eli:LegalResource",
            self.naming.of("decisions", str(row.decision_id)),
            dct_identifier=row.decision_number,
            dct_title=plain_literal(row.decision_title),
            dct_publisher=node("foaf:Agent", self.naming.of("issuing-bodies", row.decision_issuing_body), **_body(row)),
            eli_date_document=typed(row.decision_signed_on.isoformat(), "date"),
        )

    def _legal_bases(self) -> Iterator[Node]:
        for one in self.content["legal_bases"]:
            link, issued, effective = as_iri(one["link"] or ""), one["issued_on"], one["effective_on"]
            yield node(
                "eli:LegalResource",
                dct_identifier=one["number"],
                dct_title=plain_literal(one["title"]),
                dct_description=plain_literal(f"Cơ quan ban hành: {one['issuing_body']}")
                if one["issuing_body"]
                else None,
                eli_date_document=typed(issued, "date") if issued else None,
                eli_first_date_entry_in_force=typed(effective, "date") if effective else None,
                foaf_page=node("foaf:Document", link) if link else None,
            )


def _body(row: Any) -> dict[str, Any]:
    return {"dct_identifier": row.decision_issuing_body, "dct_title": plain_literal(row.decision_issuing_body)}
