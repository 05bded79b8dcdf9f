"""Random Decisions in random order, published through the real commands into PostgreSQL: the catalogue must answer as a naive oracle,
for every day and at every moment of knowledge, also when the clock stands still or goes back."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.errors import Refusal
from common.identity import Actor
from procedures.commands.draft_decision import draft_decision
from procedures.commands.publish_decision import publish_decision
from procedures.domain.codes import ProcedureCode
from procedures.domain.decision import Decision
from procedures.domain.items import Item
from procedures.queries.procedures_in_force import Wanted, procedures_in_force
from procedures.storage.work import ProceduresWork
from tests.support.decisions import LAW, day, decision, item
from tests.support.naive_law import Act, NaiveLaw
from tests.support.office import office
from tests.support.postgres import Postgres
from tests.support.rooms import Room

LAST = 4
OFFICER = Actor("officer-1", "Cán bộ", scopes=frozenset({"decisions.draft", "decisions.publish"}))
examples = count(1)

acts = st.tuples(
    st.sampled_from(["introduce", "introduce", "amend", "replace", "repeal", "declare_online"]),
    st.integers(0, 2),
    st.integers(0, LAST),
    st.none() | st.integers(0, 2),
)


@dataclass(frozen=True)
class Filed:
    """What one Decision does to the codes of this example, and how far the clock moves before it is published."""

    acts: Sequence[tuple[str, int, int, int | None]]
    moved: int


def codes_once(acts: Sequence[tuple[str, int, int, int | None]]) -> bool:
    touched = [code for kind, about, _, by in acts for code in ([about, by] if kind == "replace" and by is not None else [about])]
    return len(touched) == len(set(touched))


filed = st.builds(Filed, st.lists(acts, min_size=1, max_size=2).filter(codes_once), st.sampled_from([0, 0, 1, 3_600, -5]))


@pytest.fixture(scope="module")
async def room(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Room]:
    folder: Path = tmp_path_factory.mktemp("oracle")
    async with office(postgres, folder) as made:
        yield made.room


def codes_of_example() -> list[ProcedureCode]:
    """Codes that no other example uses, since all share one database."""
    example = next(examples)
    return [ProcedureCode(f"{n}.{example:06}") for n in range(1, 4)]


def as_items(one: Filed, codes: Sequence[ProcedureCode]) -> tuple[Item, ...]:
    made = [
        item(
            kind,
            codes[about],
            number=number,
            effective_on=day(on),
            successor=codes[by] if kind == "replace" and by is not None else None,
        )
        for number, (kind, about, on, by) in enumerate(one.acts, 1)
    ]
    return tuple(replace(one, ground=LAW.number) for one in made)


async def publish(room: Room, drafted: Decision) -> datetime | None:
    """When it became known, or None where it was refused."""
    async with room.runtime.engine.connect() as connection:
        work = ProceduresWork(connection, room.clock, room.runtime.log)
        await draft_decision(work, drafted, OFFICER)
        try:
            published = await publish_decision(work, drafted.id, lambda _: None, OFFICER)
        except Refusal:
            return None
        await connection.commit()
        return published.recorded_at


@pytest.mark.timeout(600)  # thousands of questions, and more where a failing example is made smaller
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(filed, min_size=1, max_size=7))
async def test_the_catalogue_agrees_with_a_naive_oracle(room: Room, decisions: list[Filed]) -> None:
    codes, law = codes_of_example(), NaiveLaw(LAST)
    moments: list[datetime] = []
    room.clock.moment = datetime(2026, 11, 23, 5, tzinfo=UTC)
    for one in decisions:
        room.clock.moment += timedelta(seconds=one.moved)
        items = as_items(one, codes)
        lawful = all(law.allows(act.kind, act.code, (act.effective_on - day(0)).days, act.successor) for act in items)
        known = await publish(room, decision(*items, number=f"{codes[0]}/{len(moments)}", signed_on=day(0)))
        assert (known is not None) is lawful
        if known is not None:
            law.acts += [Act(len(moments), act.kind, act.code, (act.effective_on - day(0)).days, act.successor) for act in items]
            moments.append(known)
    for moment in moments:
        await agree(room, NaiveLaw(LAST, [act for act in law.acts if moments[act.known] <= moment]), codes, moment)
    await agree(room, law, codes, None)


async def agree(room: Room, law: NaiveLaw, codes: Sequence[ProcedureCode], moment: datetime | None) -> None:
    """Which versions are law on which days, and which are under review, as known at the moment; None is now."""
    seen: dict[tuple[str, int], Act] = {}
    async with room.runtime.engine.connect() as read:
        for offset in range(LAST + 1):
            rows = await procedures_in_force(read, Wanted(day(offset), moment), (), 10_000)
            answered = {row.code: row for row in rows if row.code in codes}
            for code in codes:
                act = law.days_of(code)[offset]
                assert (code in answered) is (act is not None), (code, offset, moment)
                if act is not None:
                    row = answered[code]
                    assert seen.setdefault((code, row.version), act) == act
                    assert row.under_review is (act in law.under_review(code))
    assert len(set(seen.values())) == len(seen) or any(act.successor for act in seen.values())
