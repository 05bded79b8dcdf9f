"""Random Decisions in random order, annulled and corrected at random: the timelines must say what a naive oracle says,
for every day and
every moment of knowledge."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from common.errors import Refusal
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.items import Item
from procedures.law.domain.periods import Periods
from procedures.law.domain.timeline import Timeline
from procedures.publication.domain.changes_of_decision import changes_of
from procedures.rectification.domain import replay as history
from procedures.shared.domain.procedure_codes import ProcedureCode
from tests.support.decisions import code, day, decision, item
from tests.support.naive_law import Act, NaiveLaw

CODES = [code(n) for n in range(1, 5)]
LAST = 12
SEEN_FROM = day(LAST)
"""Published long after the last effective day, so that every order of effect occurs."""

items = st.builds(
    lambda kind, about, on, successor: item(
        kind, about, effective_on=day(on), successor_code=successor if kind == "replace" else None
    ),
    st.sampled_from(["introduce", "introduce", "amend", "replace", "repeal", "declare_online"]),
    st.sampled_from(CODES),
    st.integers(0, LAST),
    st.none() | st.sampled_from(CODES),
)


def no_code_twice(drafted: Sequence[Item]) -> bool:
    codes = [one for item in drafted for one in item.codes()]
    return len(codes) == len(set(codes))


def drafted_with(items: Sequence[Item]) -> Decision:
    return decision(*(replace(one, number=number) for number, one in enumerate(items, 1)), signed_on=day(0))


numbered = st.lists(items, min_size=1, max_size=3).filter(no_code_twice).map(drafted_with)

rectifications = st.tuples(
    st.sampled_from(["annul", "annul", "correct", "mend"]), st.integers(0, 30), st.integers(0, LAST)
)
"""What is done about one of the items published so far, and from which day on."""


class Register:
    """The timelines, what was done to each, and what they were after each act."""

    def __init__(self) -> None:
        self.timelines: dict[ProcedureCode, Timeline] = {}
        self.applied: dict[ProcedureCode, list[history.Act]] = {}
        self.history: list[dict[ProcedureCode, Periods]] = []

    def publish(self, drafted: Decision) -> bool:
        try:
            changes = changes_of(drafted, self.timelines, SEEN_FROM)
        except Refusal:
            return False
        items = {one.number: one for one in drafted.items}
        for change in changes:
            versions = self.timelines.get(change.code, Timeline(change.code)).versions
            self.timelines[change.code] = Timeline(change.code, change.periods, change.version or versions)
            done = items[change.ground.item]
            made = None if change.version is None else change.heading
            applied = history.AppliedItem(
                change.ground, done.kind, change.on, done.successor_code, change.version, made, done.online_level
            )
            self.applied.setdefault(change.code, []).append(applied)
        self.remember()
        return True

    def annul(self, drafted: Decision, item: Item, since: date) -> bool:
        found: dict[ProcedureCode, Periods] = {}
        try:
            for about in item.codes():
                past = self.past(about)
                applied = past.applied_item(drafted.id, item.number)
                if applied.annulled_from is not None:
                    return False
                found[about] = past.without(applied, since, self.timelines[about].periods)
        except (Refusal, StopIteration):
            return False
        for about, periods in found.items():
            self.timelines[about] = replace(self.timelines[about], periods=periods)
            applied = self.past(about).applied_item(drafted.id, item.number)
            kept = [history.Undoing(applied.ground, since)] if since > applied.on else []
            changed = [replace(applied, annulled_from=since)] if since > applied.on else []
            self.applied[about] = [*swapped(self.applied[about], applied, changed), *kept]
        self.remember()
        return True

    def correct(self, drafted: Decision, item: Item, on: date | None) -> bool:
        found: dict[ProcedureCode, tuple[history.AppliedItem, history.AppliedItem, Periods]] = {}
        try:
            for about in item.codes():
                past = self.past(about)
                applied = past.applied_item(drafted.id, item.number)
                mends = on is None and applied.version is not None
                right = replace(
                    applied,
                    on=on or applied.on,
                    version=self.timelines[about].versions + 1 if mends else applied.version,
                )
                if applied.annulled_from is not None or right == applied:
                    continue
                found[about] = applied, right, past.corrected(right)
        except (Refusal, StopIteration):
            return False
        for about, (applied, right, periods) in found.items():
            self.timelines[about] = Timeline(about, periods, max(self.timelines[about].versions, right.version or 0))
            self.applied[about] = swapped(self.applied[about], applied, [right])
        if found:
            self.remember()
        return bool(found)

    def past(self, about: ProcedureCode) -> history.ItemHistory:
        return history.ItemHistory(about, tuple(self.applied[about]))

    def remember(self) -> None:
        self.history.append({known: timeline.periods for known, timeline in self.timelines.items()})


def swapped(
    acts: Sequence[history.Act], old: history.AppliedItem, new: Sequence[history.AppliedItem]
) -> list[history.Act]:
    return [one for act in acts for one in (new if act == old else [act])]


def publish_both(register: Register, law: NaiveLaw, drafted: Decision, items: list[tuple[Decision, Item, Act]]) -> None:
    lawful = all(
        law.allows(one.kind, one.code, (one.effective_on - day(0)).days, one.successor_code) for one in drafted.items
    )
    known = len(register.history)
    assert register.publish(drafted) is lawful
    if lawful:
        for one in drafted.items:
            act = Act(
                known, one.kind, one.code, (one.effective_on - day(0)).days, one.successor_code, id=len(law.acts) + 1
            )
            law.acts.append(act)
            items.append((drafted, one, act))


def rectify_both(
    register: Register, law: NaiveLaw, asked: tuple[str, int, int], items: list[tuple[Decision, Item, Act]]
) -> None:
    kind, which, on = asked
    drafted, item, about = items[which % len(items)]
    known, mends = len(register.history), kind == "mend"
    act = Act(
        known,
        "annul" if kind == "annul" else "correct",
        about.code,
        on,
        about=about,
        corrects_content=mends,
        id=len(law.acts) + 1,
    )
    lawful = law.allows_rectification(act) and (not mends or item.content is not None)
    event(f"{kind} {'done' if lawful else 'refused'}")
    if kind == "annul":
        assert register.annul(drafted, item, day(on)) is lawful
    else:
        assert register.correct(drafted, item, None if mends else day(on)) is lawful
    if lawful:
        law.acts.append(act)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(numbered | rectifications, max_size=14))
def test_timelines_agree_with_a_naive_oracle_on_every_day_at_every_moment_of_knowledge(
    done: list[Decision | tuple[str, int, int]],
) -> None:
    check_history(done)


items_of_one_code = st.builds(
    lambda kind, on: drafted_with([item(kind, CODES[0], effective_on=day(on))]),
    st.sampled_from(["amend", "amend", "replace", "repeal", "introduce", "declare_online"]),
    st.integers(0, 6),
)
rectifications_of_one_code = st.tuples(
    st.sampled_from(["annul", "annul", "correct", "mend"]), st.integers(0, 9), st.integers(0, 6)
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=250, deadline=None)
@given(
    st.lists(items_of_one_code, min_size=1, max_size=5),
    st.lists(items_of_one_code | rectifications_of_one_code, max_size=8),
)
def test_one_procedure_that_is_amended_annulled_and_corrected_again_and_again_agrees_too(
    published: list[Decision], done: list[Decision | tuple[str, int, int]]
) -> None:
    check_history([drafted_with([item("introduce", CODES[0], effective_on=day(0))]), *published, *done])


def check_history(done: Sequence[Decision | tuple[str, int, int]]) -> None:
    register, law, items = Register(), NaiveLaw(LAST), list[tuple[Decision, Item, Act]]()
    for one in done:
        if isinstance(one, Decision):
            publish_both(register, law, one, items)
        elif items:
            rectify_both(register, law, one, items)
    for known, timelines in enumerate(register.history):
        for about in CODES:
            agree(Timeline(about, timelines.get(about, ())), law, known)


def agree(timeline: Timeline, law: NaiveLaw, known: int) -> None:
    """The same days are covered, split into the same versions, with the same ones under review."""
    expected = law.days_of(timeline.code, known)
    seen: dict[int, tuple[int, int]] = {}
    for offset, act in enumerate(expected):
        period = timeline.in_force_on(day(offset))
        assert (period is None) is (act is None), (timeline, offset, act)
        if period is not None and act is not None:
            assert seen.setdefault(period.version, (act.id, act.text)) == (act.id, act.text)
            assert period.under_review is law.reviewed_on(timeline.code, offset, known)
    assert len(set(seen.values())) == len(seen) == len({(act.id, act.text) for act in expected if act is not None})
    for before, after in pairwise(timeline.periods):
        assert before.effective_to is not None
        assert before.effective_from < before.effective_to <= after.effective_from
        assert before.version != after.version or before.effective_to < after.effective_from
