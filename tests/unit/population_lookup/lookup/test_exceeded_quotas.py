"""Which look-ups of a batch go beyond the quota of the day."""

from population_lookup.lookup.domain.quotas import DayCount, Quota, QuotaKind, counted_by, exceeded_quotas

A, B = counted_by("client:a", "H60.01", "cb-1"), counted_by("client:a", "H60.01", "cb-2")
CLIENT = A[0]


def test_the_first_look_ups_of_a_batch_are_within_the_quota_and_the_others_beyond_it() -> None:
    counts = {CLIENT: DayCount(12, 10), A[1]: DayCount(12, None)}
    within, over = None, Quota(QuotaKind.CLIENT, 10)
    assert exceeded_quotas([A] * 4, counts) == [within, within, over, over]


def test_each_officer_has_a_quota_and_all_share_that_of_the_client() -> None:
    counts = {CLIENT: DayCount(5, 4), A[1]: DayCount(3, 1), B[1]: DayCount(2, 2)}
    officer, client = Quota(QuotaKind.OFFICER, 1), Quota(QuotaKind.CLIENT, 4)
    assert exceeded_quotas([A, A, B, B, A], counts) == [None, officer, None, None, client]


def test_a_quota_of_none_allows_nothing_and_without_a_quota_everything_is_allowed() -> None:
    assert exceeded_quotas([A], {CLIENT: DayCount(1, 0), A[1]: DayCount(1, None)}) == [Quota(QuotaKind.CLIENT, 0)]
    assert exceeded_quotas([A], {CLIENT: DayCount(10**9, None), A[1]: DayCount(10**9, None)}) == [None]
