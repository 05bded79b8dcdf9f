"""RateLimiter of callers: what is let through in the long run and at once, and what is remembered."""

from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from common.http.rate_limits import RateLimiter, RateLimitMiddleware, network_of


def let_through(accounts: RateLimiter, caller: str, moments: list[float]) -> int:
    return sum(accounts.charge(caller, moment) == 0 for moment in moments)


def test_a_burst_is_let_through_and_then_as_many_a_second_as_allowed() -> None:
    accounts = RateLimiter(per_second=10, burst=5)
    assert let_through(accounts, "a", [0.0] * 8) == 5
    assert let_through(accounts, "a", [0.05] * 8) == 0
    assert let_through(accounts, "a", [0.1] * 8) == 1
    assert let_through(accounts, "a", [100.0] * 8) == 5


def test_who_is_refused_is_told_when_and_then_let_in() -> None:
    accounts = RateLimiter(per_second=0.5, burst=1)
    assert accounts.charge("a", 0.0) == 0
    assert accounts.charge("a", 0.5) == 1.5
    assert accounts.charge("a", 2.0) == 0


def test_one_caller_does_not_pay_for_another() -> None:
    accounts = RateLimiter(per_second=1, burst=1)
    assert accounts.charge("a", 0.0) == 0
    assert accounts.charge("a", 0.0) > 0
    assert accounts.charge("b", 0.0) == 0


@given(st.lists(st.floats(0, 20), min_size=1, max_size=200).map(sorted), st.floats(0.1, 50), st.integers(1, 40))
def test_never_more_than_the_burst_and_the_rate_in_any_span(
    moments: list[float], per_second: float, burst: int
) -> None:
    accounts = RateLimiter(per_second, burst)
    passed = [moment for moment in moments if accounts.charge("a", moment) == 0]
    for first in range(len(passed)):
        for last in range(first, len(passed)):
            assert last - first + 1 <= burst + (passed[last] - passed[first]) * per_second + 1e-6


def test_however_many_addresses_there_are_no_more_than_so_many_are_remembered() -> None:
    accounts = RateLimiter(per_second=1, burst=10, remembered=1_000)
    for number in range(20_000):
        accounts.charge(f"10.0.{number // 256}.{number % 256}", number / 1_000_000)
        assert len(accounts._full_at) <= 1_000


def test_who_came_last_is_remembered_longest() -> None:
    accounts = RateLimiter(per_second=1, burst=1, remembered=100)
    accounts.charge("old", 0.0)
    for number in range(60):
        accounts.charge(f"a{number}", 0.1)
    accounts.charge("late", 0.2)
    for number in range(45):
        accounts.charge(f"b{number}", 0.3)
    assert accounts.charge("late", 0.4) > 0


def caller(headers: list[tuple[str, str]], hops: int = 0, peer: str = "192.0.2.1") -> str:
    async def app(scope: Scope, receive: Receive, send: Send) -> None: ...

    known = {"good": "an officer"}
    rates = RateLimitMiddleware(app, RateLimiter(1, 1), hops, known.get)
    told = [(name.encode(), value.encode()) for name, value in headers]
    return rates._caller({"headers": told, "client": (peer, 1)})


def test_a_caller_is_the_subject_of_a_token_that_was_found_good_else_an_address() -> None:
    assert caller([("authorization", "Bearer good")]) == "subject an officer"
    assert caller([("authorization", "bearer good")]) == "subject an officer"
    assert caller([("authorization", "Bearer invented")]) == "192.0.2.1"
    assert caller([("authorization", "Basic good")]) == "192.0.2.1"
    assert caller([]) == "192.0.2.1"


def test_nobody_is_believed_about_his_address_but_our_own_proxies() -> None:
    forwarded = [("x-forwarded-for", "203.0.113.9, 198.51.100.7"), ("x-forwarded-for", "10.0.0.2")]
    assert caller(forwarded) == "192.0.2.1"
    assert caller(forwarded, hops=1) == "10.0.0.2"
    assert caller(forwarded, hops=2) == "198.51.100.7"
    assert caller(forwarded, hops=4) == "192.0.2.1", "a caller who came past the proxies"
    assert caller([], hops=2) == "192.0.2.1"


def test_of_an_ipv6_address_the_network_counts() -> None:
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1")
    assert network_of("fe80::1%eth0") == "fe80::/64"
    assert network_of("no:address") == "no:address"
