"""Random Decisions in random order, published, annulled and corrected through the real commands into PostgreSQL: the
catalogue must agree with a naive oracle, for every day and as known at every moment, even when the clock stops or goes
back."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from common.clock import TOLERANCE
from common.errors import Refusal
from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.draft_decision import draft_decision
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.instruments import Instrument
from procedures.decisions.domain.items import Item
from procedures.law.domain.contents import Content
from procedures.law.domain.parts import Part
from procedures.law.queries.procedures_in_force import ProcedureFilter, procedures_in_force
from procedures.publication.commands.publish_decision import publish_decision
from procedures.rectification.commands.annul_decision import annul_decision
from procedures.rectification.commands.correct_decision import correct_decision
from procedures.rectification.domain.correction import CorrectedItem, Correction
from procedures.shared.domain.procedure_codes import ProcedureCode
from tests.support.decisions import LAW, day, decision, heading, item
from tests.support.naive_law import Act, NaiveLaw
from tests.support.postgres import Postgres
from tests.support.procedures_harness import PUBLISHER, procedures_harness
from tests.support.service_harness import ServiceHarness

LAST = 4
SCOPES = frozenset({"decisions.draft", "decisions.publish", "decisions.back_enter"})
ENTERING, PUBLISHING = (Actor(subject, "Cán bộ", "H60.01", SCOPES) for subject in ("officer-1", PUBLISHER))
OLD = {"back_entered": True, "published_on": day(0)}
examples = count(1)

acts = st.tuples(
    st.sampled_from(["introduce", "introduce", "amend", "replace", "repeal", "declare_online"]),
    st.integers(0, 2),
    st.integers(0, LAST),
    st.none() | st.integers(0, 2),
)


@dataclass(frozen=True)
class DrawnDecision:
    """What one Decision does to the codes of this example, and how far the clock moves before it is published."""

    acts: Sequence[tuple[str, int, int, int | None]]
    moved: int


def codes_once(acts: Sequence[tuple[str, int, int, int | None]]) -> bool:
    touched = [
        code
        for kind, about, _, by in acts
        for code in ([about, by] if kind == "replace" and by is not None else [about])
    ]
    return len(touched) == len(set(touched))


@dataclass(frozen=True)
class DrawnRectification:
    """The rectification of one of the items published so far, and from which day on."""

    kind: str
    which: int
    on: int
    moved: int


PublishedItem = tuple[Decision, Item, Act]
rectifications = st.builds(
    DrawnRectification,
    st.sampled_from(["annul", "annul", "correct_day", "correct_content"]),
    st.integers(0, 10),
    st.integers(0, LAST),
    st.sampled_from([0, 0, 1, -5]),
)
drawn_decisions = st.builds(
    DrawnDecision, st.lists(acts, min_size=1, max_size=2).filter(codes_once), st.sampled_from([0, 0, 1, 3_600, -5])
)


@pytest.fixture(scope="module")
async def harness(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServiceHarness]:
    folder: Path = tmp_path_factory.mktemp("oracle")
    async with procedures_harness(postgres, folder) as harness:
        yield harness.service


def codes_of_example() -> list[ProcedureCode]:
    """Codes that no other example uses, since all share one database."""
    example = next(examples)
    return [ProcedureCode(f"{n}.{example:06}") for n in range(1, 4)]


def as_items(drawn: DrawnDecision, codes: Sequence[ProcedureCode]) -> tuple[Item, ...]:
    """Each new version has a name of its own, so that it differs in its name also from a corrected content."""
    items = []
    for number, (kind, about, on, by) in enumerate(drawn.acts, 1):
        successor = codes[by] if kind == "replace" and by is not None else None
        continues = kind == "amend" or (kind == "replace" and successor is None)
        parts = {"content": heading(f"Tên {new_id()}"), "changed_parts": (Part.NAME,)} if continues else {}
        drawn_item = item(kind, codes[about], number=number, effective_on=day(on), successor_code=successor, **parts)
        items.append(replace(drawn_item, legal_document_number=LAW.number))
    return tuple(items)


async def publish(harness: ServiceHarness, draft: Decision) -> datetime | None:
    """When it became known, or None where it was refused."""
    async with harness.runtime.engine.connect() as connection:
        work = UnitOfWork(connection, harness.clock, harness.runtime.log)
        await draft_decision(work, draft, ENTERING)
        try:
            published = await publish_decision(work, draft.id, None, PUBLISHING)
        except Refusal:
            return None
        await connection.commit()
        return published.recorded_at


async def rectify(harness: ServiceHarness, drawn: DrawnRectification, published_item: PublishedItem) -> datetime | None:
    """When it became known, or None where it was refused."""
    decision, item, _ = published_item
    instrument = Instrument(new_id(), "9/QĐ-UBND", "H60", day(0), "Hủy bỏ, đính chính", LAW, "sai")
    async with harness.runtime.engine.connect() as connection:
        work = UnitOfWork(connection, harness.clock, harness.runtime.log)
        try:
            if drawn.kind == "annul":
                recorded_at = (
                    await annul_decision(work, decision.id, instrument, day(drawn.on), [item.number], None, PUBLISHING)
                ).recorded_at
            else:
                corrected_content = Content(**asdict(heading(f"Tên {new_id()}")))
                corrected_item = (
                    CorrectedItem(item.number, content=corrected_content, parts=(Part.NAME,))
                    if drawn.kind == "correct_content"
                    else CorrectedItem(item.number, day(drawn.on))
                )
                correction = Correction(instrument, (corrected_item,))
                recorded_at = (await correct_decision(work, decision.id, correction, None, PUBLISHING)).recorded_at
        except Refusal:
            return None
        await connection.commit()
        return recorded_at


@pytest.mark.timeout(600)  # thousands of queries, and more while a failing example shrinks
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(drawn_decisions | rectifications, min_size=1, max_size=8))
async def test_the_catalogue_agrees_with_a_naive_oracle(
    harness: ServiceHarness, drawn_acts: list[DrawnDecision | DrawnRectification]
) -> None:
    codes, law = codes_of_example(), NaiveLaw(LAST)
    moments: list[datetime] = []
    items: list[PublishedItem] = []
    # all examples share a stream, where nothing is recorded more than 5 s before the last record
    latest = harness.clock.moment = harness.clock.moment + TOLERANCE
    for drawn in drawn_acts:
        harness.clock.moment = max(harness.clock.moment + timedelta(seconds=drawn.moved), latest - TOLERANCE)
        latest = max(latest, harness.clock.moment)
        if isinstance(drawn, DrawnRectification):
            recorded_at = await rectify_both(harness, law, drawn, items, len(moments)) if items else None
        else:
            recorded_at = await publish_both(harness, law, drawn, codes, items, len(moments))
        if recorded_at is not None:
            moments.append(recorded_at)
    for moment in moments:
        await agree(harness, NaiveLaw(LAST, [act for act in law.acts if moments[act.known] <= moment]), codes, moment)
    await agree(harness, law, codes, None)


async def publish_both(
    harness: ServiceHarness,
    law: NaiveLaw,
    drawn: DrawnDecision,
    codes: Sequence[ProcedureCode],
    items: list[PublishedItem],
    place: int,
) -> datetime | None:
    draft = decision(*as_items(drawn, codes), number=f"{codes[0]}/{place}", signed_on=day(0), **OLD)
    acts = [(act, (act.effective_on - day(0)).days) for act in draft.items]
    lawful = all(law.allows(act.kind, act.code, on, act.successor_code) for act, on in acts)
    recorded_at = await publish(harness, draft)
    assert (recorded_at is not None) is lawful
    if recorded_at is not None:
        for act, on in acts:
            oracle_act = Act(place, act.kind, act.code, on, act.successor_code, id=len(law.acts) + 1)
            law.acts.append(oracle_act)
            items.append((draft, act, oracle_act))
    return recorded_at


async def rectify_both(
    harness: ServiceHarness, law: NaiveLaw, drawn: DrawnRectification, items: list[PublishedItem], place: int
) -> datetime | None:
    decision, item, about = items[drawn.which % len(items)]
    corrects_content, kind = drawn.kind == "correct_content", "annul" if drawn.kind == "annul" else "correct"
    act = Act(place, kind, about.code, drawn.on, about=about, corrects_content=corrects_content, id=len(law.acts) + 1)
    lawful = law.allows_rectification(act) and (not corrects_content or item.content is not None)
    recorded_at = await rectify(harness, drawn, (decision, item, about))
    event(f"{drawn.kind} {'refused' if recorded_at is None else 'done'}")
    assert (recorded_at is not None) is lawful
    if recorded_at is not None:
        law.acts.append(act)
    return recorded_at


async def agree(
    harness: ServiceHarness, law: NaiveLaw, codes: Sequence[ProcedureCode], moment: datetime | None
) -> None:
    """Which versions are law on which days, and which are under review, as known at the moment; None is now."""
    names: dict[tuple[str, int], tuple[int, int]] = {}
    async with harness.runtime.engine.connect() as read:
        for offset in range(LAST + 1):
            rows = await procedures_in_force(read, ProcedureFilter(day(offset), moment), (), 10_000)
            rows_by_code = {row.code: row for row in rows if row.code in codes}
            for code in codes:
                act = law.days_of(code)[offset]
                assert (code in rows_by_code) is (act is not None), (code, offset, moment)
                if act is not None:
                    row, name = rows_by_code[code], (act.id, act.text)
                    assert names.setdefault((code, row.version), name) == name
                    assert row.under_review is law.reviewed_on(code, offset)
    assert len({(code, name) for (code, _), name in names.items()}) == len(names)
