"""Random Decisions in random order: the timelines must say what a naive oracle says, for every day and every moment of knowledge."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from common.errors import Refusal
from procedures.domain.codes import ProcedureCode
from procedures.domain.decision import Decision
from procedures.domain.items import Item
from procedures.domain.periods import Periods
from procedures.domain.publication import changes_of
from procedures.domain.timeline import Timeline
from tests.support.decisions import code, day, decision, item
from tests.support.naive_law import Act, NaiveLaw

CODES = [code(n) for n in range(1, 5)]
LAST = 12
SEEN_FROM = day(LAST)
"""Published long after the last effective day, so that every order of effect occurs."""

items = st.builds(
    lambda kind, about, on, successor: item(
        kind, about, effective_on=day(on), successor=successor if kind == "replace" else None
    ),
    st.sampled_from(["introduce", "introduce", "amend", "replace", "repeal", "declare_online"]),
    st.sampled_from(CODES),
    st.integers(0, LAST),
    st.none() | st.sampled_from(CODES),
)


def no_code_twice(drafted: Sequence[Item]) -> bool:
    codes = [one for item in drafted for one in item.codes()]
    return len(codes) == len(set(codes))


numbered = st.lists(items, min_size=1, max_size=3).filter(no_code_twice).map(lambda drafted: decision(*drafted, signed_on=day(0)))


class Register:
    """The timelines, and what they were after each publication."""

    def __init__(self) -> None:
        self.timelines: dict[ProcedureCode, Timeline] = {}
        self.history: list[dict[ProcedureCode, Periods]] = []

    def publish(self, drafted: Decision) -> bool:
        try:
            changes = changes_of(drafted, self.timelines, SEEN_FROM)
        except Refusal:
            return False
        for change in changes:
            versions = self.timelines.get(change.code, Timeline(change.code)).versions
            self.timelines[change.code] = Timeline(change.code, change.periods, change.version or versions)
        self.history.append({known: timeline.periods for known, timeline in self.timelines.items()})
        return True


def publish_both(register: Register, law: NaiveLaw, drafted: Decision) -> None:
    lawful = all(law.allows(one.kind, one.code, (one.effective_on - day(0)).days, one.successor) for one in drafted.items)
    known = len(register.history)
    assert register.publish(drafted) is lawful
    if lawful:
        law.acts += [Act(known, one.kind, one.code, (one.effective_on - day(0)).days, one.successor) for one in drafted.items]


@given(st.lists(numbered, max_size=14))
def test_timelines_agree_with_a_naive_oracle_on_every_day_at_every_moment_of_knowledge(drafts: list[Decision]) -> None:
    register, law = Register(), NaiveLaw(LAST)
    for drafted in drafts:
        publish_both(register, law, drafted)
    for known, timelines in enumerate(register.history):
        for about in CODES:
            agree(Timeline(about, timelines.get(about, ())), law, known)


def agree(timeline: Timeline, law: NaiveLaw, known: int) -> None:
    """The same days are covered, split into the same versions, with the same ones under review."""
    expected, reviewed = law.days_of(timeline.code, known), law.under_review(timeline.code, known)
    seen: dict[int, Act] = {}
    for offset, act in enumerate(expected):
        period = timeline.in_force_on(day(offset))
        assert (period is None) is (act is None), (timeline, offset, act)
        if period is not None and act is not None:
            assert seen.setdefault(period.version, act) == act
            assert period.under_review is (act in reviewed)
    assert len(set(seen.values())) == len(seen) == len({act for act in expected if act is not None})
    for before, after in zip(timeline.periods, timeline.periods[1:], strict=False):
        assert before.effective_to is not None
        assert before.effective_from < before.effective_to <= after.effective_from
