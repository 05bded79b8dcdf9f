"""Random Decisions in random order, annulled and corrected at random: the timelines must agree with a naive oracle, for
every day and every moment of knowledge."""

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
from procedures.rectification.domain.replay import AppliedItem, HistoryEntry, ItemAnnulment, ItemHistory
from procedures.shared.domain.procedure_codes import ProcedureCode
from tests.support.decisions import code, day, decision, item
from tests.support.examples import examples
from tests.support.naive_law import Act, NaiveLaw

CODES = [code(n) for n in range(1, 5)]
LAST = 12
PUBLISHED_ON = day(LAST)
"""The Decisions are published long after the last effective date, so that every order of effective dates occurs."""

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
    codes = [code_ for item in drafted for code_ in item.codes()]
    return len(codes) == len(set(codes))


def drafted_with(items: Sequence[Item]) -> Decision:
    numbered_items = (replace(drafted, number=number) for number, drafted in enumerate(items, 1))
    return decision(*numbered_items, signed_on=day(0))


numbered = st.lists(items, min_size=1, max_size=3).filter(no_code_twice).map(drafted_with)

rectifications = st.tuples(
    st.sampled_from(["annul", "annul", "correct", "correct_content"]), st.integers(0, 30), st.integers(0, LAST)
)
"""The kind of rectification, the index of the rectified item among those published until then, and the day."""


class Register:
    """The timelines, the history of each, and the periods after each act."""

    def __init__(self) -> None:
        self.timelines: dict[ProcedureCode, Timeline] = {}
        self.applied: dict[ProcedureCode, list[HistoryEntry]] = {}
        self.history: list[dict[ProcedureCode, Periods]] = []

    def publish(self, drafted: Decision) -> bool:
        try:
            changes = changes_of(drafted, self.timelines, PUBLISHED_ON)
        except Refusal:
            return False
        items = {item.number: item for item in drafted.items}
        for change in changes:
            versions = self.timelines.get(change.code, Timeline(change.code)).versions
            self.timelines[change.code] = Timeline(change.code, change.periods, change.version or versions)
            item = items[change.ground.item]
            heading = None if change.version is None else change.heading
            applied = AppliedItem(
                change.ground, item.kind, change.on, item.successor_code, change.version, heading, item.online_level
            )
            self.applied.setdefault(change.code, []).append(applied)
        self.remember()
        return True

    def annul(self, drafted: Decision, item: Item, since: date) -> bool:
        resulting: dict[ProcedureCode, Periods] = {}
        try:
            for about in item.codes():
                past = self.past(about)
                applied = past.applied_item(drafted.id, item.number)
                if applied.annulled_from is not None:
                    return False
                resulting[about] = past.without(applied, since, self.timelines[about].periods)
        except (Refusal, StopIteration):
            return False
        for about, periods in resulting.items():
            self.timelines[about] = replace(self.timelines[about], periods=periods)
            applied = self.past(about).applied_item(drafted.id, item.number)
            annulment = [ItemAnnulment(applied.ground, since)] if since > applied.on else []
            changed = [replace(applied, annulled_from=since)] if since > applied.on else []
            self.applied[about] = [*swapped(self.applied[about], applied, changed), *annulment]
        self.remember()
        return True

    def correct(self, drafted: Decision, item: Item, on: date | None) -> bool:
        resulting: dict[ProcedureCode, tuple[AppliedItem, AppliedItem, Periods]] = {}
        try:
            for about in item.codes():
                past = self.past(about)
                applied = past.applied_item(drafted.id, item.number)
                new_version = on is None and applied.version is not None
                corrected = replace(
                    applied,
                    on=on or applied.on,
                    version=self.timelines[about].versions + 1 if new_version else applied.version,
                )
                if applied.annulled_from is not None or corrected == applied:
                    continue
                resulting[about] = applied, corrected, past.corrected(corrected)
        except (Refusal, StopIteration):
            return False
        for about, (applied, corrected, periods) in resulting.items():
            self.timelines[about] = Timeline(
                about, periods, max(self.timelines[about].versions, corrected.version or 0)
            )
            self.applied[about] = swapped(self.applied[about], applied, [corrected])
        if resulting:
            self.remember()
        return bool(resulting)

    def past(self, about: ProcedureCode) -> ItemHistory:
        return ItemHistory(about, tuple(self.applied[about]))

    def remember(self) -> None:
        self.history.append({known: timeline.periods for known, timeline in self.timelines.items()})


def swapped(entries: Sequence[HistoryEntry], old: AppliedItem, new: Sequence[AppliedItem]) -> list[HistoryEntry]:
    return [replaced for entry in entries for replaced in (new if entry == old else [entry])]


def publish_both(register: Register, law: NaiveLaw, drafted: Decision, items: list[tuple[Decision, Item, Act]]) -> None:
    lawful = all(
        law.allows(item.kind, item.code, (item.effective_on - day(0)).days, item.successor_code)
        for item in drafted.items
    )
    known = len(register.history)
    assert register.publish(drafted) is lawful
    if lawful:
        for item in drafted.items:
            offset = (item.effective_on - day(0)).days
            act = Act(known, item.kind, item.code, offset, item.successor_code, id=len(law.acts) + 1)
            law.acts.append(act)
            items.append((drafted, item, act))


def rectify_both(
    register: Register, law: NaiveLaw, rectification: tuple[str, int, int], items: list[tuple[Decision, Item, Act]]
) -> None:
    kind, index, on = rectification
    drafted, item, about = items[index % len(items)]
    known, corrects_content = len(register.history), kind == "correct_content"
    act = Act(
        known,
        "annul" if kind == "annul" else "correct",
        about.code,
        on,
        about=about,
        corrects_content=corrects_content,
        id=len(law.acts) + 1,
    )
    lawful = law.allows_rectification(act) and (not corrects_content or item.content is not None)
    event(f"{kind} {'accepted' if lawful else 'refused'}")
    if kind == "annul":
        assert register.annul(drafted, item, day(on)) is lawful
    else:
        assert register.correct(drafted, item, None if corrects_content else day(on)) is lawful
    if lawful:
        law.acts.append(act)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(numbered | rectifications, max_size=14))
def test_timelines_agree_with_a_naive_oracle_on_every_day_at_every_moment_of_knowledge(
    steps: list[Decision | tuple[str, int, int]],
) -> None:
    check_history(steps)


items_of_one_code = st.builds(
    lambda kind, on: drafted_with([item(kind, CODES[0], effective_on=day(on))]),
    st.sampled_from(["amend", "amend", "replace", "repeal", "introduce", "declare_online"]),
    st.integers(0, 6),
)
rectifications_of_one_code = st.tuples(
    st.sampled_from(["annul", "annul", "correct", "correct_content"]), st.integers(0, 9), st.integers(0, 6)
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=examples(250), deadline=None)
@given(
    st.lists(items_of_one_code, min_size=1, max_size=5),
    st.lists(items_of_one_code | rectifications_of_one_code, max_size=8),
)
def test_one_procedure_with_many_amendments_annulments_and_corrections_agrees_too(
    published: list[Decision], steps: list[Decision | tuple[str, int, int]]
) -> None:
    check_history([drafted_with([item("introduce", CODES[0], effective_on=day(0))]), *published, *steps])


def check_history(steps: Sequence[Decision | tuple[str, int, int]]) -> None:
    register, law, items = Register(), NaiveLaw(LAST), list[tuple[Decision, Item, Act]]()
    for step in steps:
        if isinstance(step, Decision):
            publish_both(register, law, step, items)
        elif items:
            rectify_both(register, law, step, items)
    for known, timelines in enumerate(register.history):
        for about in CODES:
            agree(Timeline(about, timelines.get(about, ())), law, known)


def agree(timeline: Timeline, law: NaiveLaw, known: int) -> None:
    """Checks that the same days are covered by the same versions, with the same periods under review."""
    expected = law.days_of(timeline.code, known)
    acts_of_versions: dict[int, tuple[int, int]] = {}
    for offset, act in enumerate(expected):
        period = timeline.in_force_on(day(offset))
        assert (period is None) is (act is None), (timeline, offset, act)
        if period is not None and act is not None:
            assert acts_of_versions.setdefault(period.version, (act.id, act.text)) == (act.id, act.text)
            assert period.under_review is law.reviewed_on(timeline.code, offset, known)
    assert (
        len(set(acts_of_versions.values()))
        == len(acts_of_versions)
        == len({(act.id, act.text) for act in expected if act is not None})
    )
    for before, after in pairwise(timeline.periods):
        assert before.effective_to is not None
        assert before.effective_from < before.effective_to <= after.effective_from
        assert before.version != after.version or before.effective_to < after.effective_from
