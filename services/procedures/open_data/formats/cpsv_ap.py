"""A procedure in force as a `cpsv:PublicService` of CPSV-AP 3.2.

Every concept, place and language is typed_literal where it is used, so that each graph can be validated by itself
against the SHACL shapes of the standard.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from procedures.law.domain.dossier_texts import sets_text
from procedures.law.domain.legal_basis_texts import provision_text
from procedures.law.formats.decoded_parts import fees_of, legal_basis_of
from procedures.open_data.formats.decision_files import document
from procedures.open_data.formats.graph import Node, node, plain_literal, typed_literal
from procedures.open_data.formats.naming import Naming, as_iri
from procedures.open_data.formats.part_texts import (
    CHANNELS,
    ROLES,
    Json,
    channel_text,
    cost_text,
    duration_of,
    level_text,
    paper_text,
    price_of,
    steps_text,
)

LANGUAGE = node("dct:LinguisticSystem", "http://publications.europa.eu/resource/authority/language/VIE")
CURRENCIES = "http://publications.europa.eu/resource/authority/currency/"
PARTICIPANT_ROLES = ("executes", "delegated", "coordinates")


def public_service(row: Any, names: Mapping[str, str], naming: Naming) -> Node:
    """`row` is a row of `procedures.law.queries.law_rows.in_force_on` with its content; `names` maps the codes of the
    agencies in the content to their names."""
    return ServiceGraph(row, names, naming).service()


class ServiceGraph:
    """Builds the graph of one procedure. The IRI of a part is that of the procedure with the part's kind and number as
    fragment; its identifier is the code with the same after a slash."""

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
            dct_audience=[node("skos:Concept", skos_prefLabel=plain_literal(name)) for name in content["audience"]],
            cv_thematicArea=self._concept("fields", row.field_code, row.field_name),
            cv_isClassifiedBy=[
                self._concept("administrative-levels", level, level_text(level)) for level in row.levels
            ],
            cv_hasCompetentAuthority=list(self._competent()),
            cv_hasParticipation=list(self._participations()),
            cv_hasChannel=list(self._channels()),
            cv_hasCost=list(self._costs()),
            cv_holdsRequirement=list(self._requirements()),
            cpsv_hasInput=[paper for _, papers in self.papers for paper in papers],
            cpsv_produces=[self._output(number, result) for number, result in enumerate(content["results"], 1)],
            cpsv_follows=self._rule(steps) if steps else None,
            cv_hasLegalResource=[self._decision(), *self._legal_bases()],
        )

    def _part(self, types: str, kind: str, number: int | str, **properties: Any) -> Node:
        identified = {"dct_identifier": f"{self.row.code}/{kind}-{number}", **properties}
        return node(types, f"{self.iri}#{kind}-{number}", **identified)

    def _concept(self, kind: str, code: str, name: str) -> Node:
        return node("skos:Concept", self.naming.of(kind, code), skos_notation=code, skos_prefLabel=plain_literal(name))

    def _place(self) -> Node:
        return node("dct:Location", self.naming.place)

    def _agency(self, code: str | None, name: str) -> Node:
        """An agency that is not in the register has no IRI, and its name as identifier."""
        return node(
            ["cv:PublicOrganisation", "foaf:Agent"],
            self.naming.of("agencies", code) if code else None,
            dct_identifier=code or name,
            dct_title=plain_literal(name),
            skos_prefLabel=plain_literal(name),
            dct_spatial=self._place(),
        )

    def _in_role(self, *roles: str) -> Iterator[tuple[str, Node, str]]:
        for agency in self.content["agencies"]:
            code, role = agency["code"], agency["role"]
            name = self.names.get(code) or agency["name"] or code
            if role in roles:
                yield role, self._agency(code, name), name

    def _competent(self) -> Iterator[Node]:
        """The agency to which the procedure belongs, and those that decide."""
        yield self._agency(self.row.agency_code, self.row.agency_name)
        yield from (
            agency for _, agency, _ in self._in_role("competent") if agency.get("@id") != self._own_agency_iri()
        )

    def _own_agency_iri(self) -> str:
        return self.naming.of("agencies", self.row.agency_code)

    def _participations(self) -> Iterator[Node]:
        for number, (role, agency, name) in enumerate(self._in_role(*PARTICIPANT_ROLES), 1):
            yield self._part(
                "cv:Participation",
                "participation",
                number,
                dct_description=plain_literal(f"{ROLES[role]}: {name}"),
                cv_role=self._concept("agency-roles", role, ROLES[role]),
                cv_hasParticipant=agency,
            )

    def _channels(self) -> Iterator[Node]:
        for channel in self.content["channels"]:
            kind, limits = channel["channel"], channel["time_limits"]
            duration, about = duration_of(limits), channel_text(self.content, channel)
            yield self._part(
                "cv:Channel",
                "channel",
                kind,
                dct_type=self._concept("channel-types", kind, CHANNELS[kind]),
                dct_description=plain_literal(about) if about else None,
                cv_processingTime=typed_literal(duration, "duration") if duration else None,
            )

    def _costs(self) -> Iterator[Node]:
        """A cost for each fee; one that is no single amount has no value, only a description."""
        fees = [
            (channel["channel"], limit, fee) for channel in self.content["channels"] for limit, fee in fees_of(channel)
        ]
        for number, (channel, limit, fee) in enumerate(fees, 1):
            yield self._part(
                "cv:Cost",
                "cost",
                number,
                dct_description=plain_literal(cost_text(fee, channel, limit)),
                **self._value(fee),
                cv_ifAccessedThrough={"@id": f"{self.iri}#channel-{channel}"},
            )

    def _value(self, fee: Json) -> dict[str, Any]:
        if (price := price_of(fee)) is None:
            return {}
        value = price if "." in price else f"{price}.0"
        currency = node("skos:Concept", CURRENCIES + fee["currency"], skos_notation=fee["currency"])
        return {"cv_hasValue": typed_literal(f"{value}E0", "double"), "cv_currency": currency}

    def _papers(self) -> Iterator[tuple[str | None, list[Node]]]:
        number = 0
        for group in self.content["papers"]:
            evidence = []
            for paper in group["papers"]:
                number += 1
                evidence.append(self._evidence(number, paper))
            yield group["case"], evidence

    def _evidence(self, number: int, paper: Json) -> Node:
        url = as_iri((paper["form"] or {}).get("url") or "")
        identifier = {"dct_identifier": paper["code"]} if paper["code"] else {}
        return self._part(
            "cv:Evidence",
            "paper",
            number,
            **identifier,
            dct_title=plain_literal(paper["name"]),
            dct_description=plain_literal(paper_text(paper)),
            dct_language=LANGUAGE,
            foaf_page=node("foaf:Document", url) if url else None,
        )

    def _requirements(self) -> Iterator[Node]:
        """The conditions (yêu cầu, điều kiện), and for each case the papers that are its evidence."""
        conditions = self.content["conditions"]
        if conditions:
            title = plain_literal("Yêu cầu, điều kiện thực hiện")
            yield self._part(
                "cv:Requirement", "requirement", 0, dct_title=title, dct_description=plain_literal(conditions)
            )
        for number, (case, papers) in enumerate(self.papers, 1):
            supported = [{"@id": paper["@id"]} for paper in papers]
            title = plain_literal(f"Thành phần hồ sơ: {case}" if case else "Thành phần hồ sơ")
            sets = self.content.get("dossier_sets")
            about = {"dct_description": plain_literal(sets_text(sets))} if sets is not None else {}
            yield self._part(
                "cv:Requirement", "requirement", number, dct_title=title, **about, cv_hasSupportingEvidence=supported
            )

    def _output(self, number: int, result: Json) -> Node:
        identifier = {"dct_identifier": result["code"]} if result["code"] else {}
        title, validity = plain_literal(result["name"]), result.get("validity")
        about = {"dct_description": plain_literal(f"Thời hạn hiệu lực: {validity}")} if validity else {}
        return self._part("cv:Output", "result", number, **identifier, dct_title=title, **about, dct_language=LANGUAGE)

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
        return document(
            self.naming.of("decisions", str(row.decision_id)),
            self.naming,
            number=row.decision_number,
            title=row.decision_title,
            body=row.decision_issuing_body,
            signed_on=row.decision_signed_on.isoformat(),
        )

    def _legal_bases(self) -> Iterator[Node]:
        for basis in self.content["legal_bases"]:
            link, body = as_iri(basis["link"] or ""), basis["issuing_body"]
            issued_on, effective_on = basis["issued_on"], basis["effective_on"]
            stated = (provision_text(legal_basis_of(basis)), f"Cơ quan ban hành: {body}" if body else "")
            about = ". ".join(text for text in stated if text)
            yield node(
                "eli:LegalResource",
                dct_identifier=basis["number"] or basis["title"],
                dct_title=plain_literal(basis["title"] or basis["number"]),
                dct_description=plain_literal(about) if about else None,
                eli_date_document=typed_literal(issued_on, "date") if issued_on else None,
                eli_first_date_entry_in_force=typed_literal(effective_on, "date") if effective_on else None,
                foaf_page=node("foaf:Document", link) if link else None,
            )
