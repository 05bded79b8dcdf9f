"""Rate limits per caller: the burst, the long-term rate, and which callers are remembered."""

from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from common.http.rate_limits import RateLimiter, RateLimitMiddleware, network_of


def allowed_of(limiter: RateLimiter, caller: str, moments: list[float]) -> int:
    return sum(limiter.charge(caller, moment) == 0 for moment in moments)


def test_a_burst_is_allowed_and_then_as_many_requests_per_second_as_configured() -> None:
    limiter = RateLimiter(per_second=10, burst=5)
    assert allowed_of(limiter, "a", [0.0] * 8) == 5
    assert allowed_of(limiter, "a", [0.05] * 8) == 0
    assert allowed_of(limiter, "a", [0.1] * 8) == 1
    assert allowed_of(limiter, "a", [100.0] * 8) == 5


def test_a_refused_caller_gets_the_waiting_time_and_is_allowed_after_it() -> None:
    limiter = RateLimiter(per_second=0.5, burst=1)
    assert limiter.charge("a", 0.0) == 0
    assert limiter.charge("a", 0.5) == 1.5
    assert limiter.charge("a", 2.0) == 0


def test_what_is_left_of_the_burst_and_when_it_is_full_again_is_stated() -> None:
    """In the form of draft-ietf-httpapi-ratelimit-headers-10."""
    limiter = RateLimiter(per_second=0.5, burst=3)
    assert limiter.policy == b'"per-process";q=3;w=6'
    stated = [(limiter.charge("a", 0.0), limiter.left("a", 0.0))[1] for _ in range(4)]
    assert stated == [b'"per-process";r=%d;t=%d' % left for left in ((2, 2), (1, 4), (0, 6), (0, 6))]
    assert limiter.left("a", 1.9) == b'"per-process";r=0;t=5'
    assert limiter.left("a", 2.0) == b'"per-process";r=1;t=4'
    assert limiter.left("a", 9.0) == limiter.left("b", 0.0) == b'"per-process";r=3;t=0'


def test_callers_are_limited_independently() -> None:
    limiter = RateLimiter(per_second=1, burst=1)
    assert limiter.charge("a", 0.0) == 0
    assert limiter.charge("a", 0.0) > 0
    assert limiter.charge("b", 0.0) == 0


@given(st.lists(st.floats(0, 20), min_size=1, max_size=200).map(sorted), st.floats(0.1, 50), st.integers(1, 40))
def test_no_span_has_more_requests_than_the_burst_and_the_rate(
    moments: list[float], per_second: float, burst: int
) -> None:
    limiter = RateLimiter(per_second, burst)
    allowed = [moment for moment in moments if limiter.charge("a", moment) == 0]
    for first in range(len(allowed)):
        for last in range(first, len(allowed)):
            assert last - first + 1 <= burst + (allowed[last] - allowed[first]) * per_second + 1e-6


def test_the_number_of_remembered_callers_is_bounded() -> None:
    limiter = RateLimiter(per_second=1, burst=10, remembered=1_000)
    for number in range(20_000):
        limiter.charge(f"10.0.{number // 256}.{number % 256}", number / 1_000_000)
        assert len(limiter._full_at) <= 1_000


def test_the_latest_callers_are_remembered_longest() -> None:
    limiter = RateLimiter(per_second=1, burst=1, remembered=100)
    limiter.charge("old", 0.0)
    for number in range(60):
        limiter.charge(f"a{number}", 0.1)
    limiter.charge("late", 0.2)
    for number in range(45):
        limiter.charge(f"b{number}", 0.3)
    assert limiter.charge("late", 0.4) > 0


def caller(headers: list[tuple[str, str]], hops: int = 0, peer: str = "192.0.2.1") -> str:
    async def app(scope: Scope, receive: Receive, send: Send) -> None: ...

    verified = {"good": "an officer"}
    middleware = RateLimitMiddleware(app, RateLimiter(1, 1), hops, verified.get)
    raw_headers = [(name.encode(), value.encode()) for name, value in headers]
    return middleware._caller({"headers": raw_headers, "client": (peer, 1)})


def test_a_caller_is_the_subject_of_a_verified_token_else_an_address() -> None:
    assert caller([("authorization", "Bearer good")]) == "subject an officer"
    assert caller([("authorization", "bearer good")]) == "subject an officer"
    assert caller([("authorization", "Bearer invented")]) == "192.0.2.1"
    assert caller([("authorization", "Basic good")]) == "192.0.2.1"
    assert caller([]) == "192.0.2.1"


def test_only_our_own_proxies_are_trusted_to_forward_an_address() -> None:
    forwarded = [("x-forwarded-for", "203.0.113.9, 198.51.100.7"), ("x-forwarded-for", "10.0.0.2")]
    assert caller(forwarded) == "192.0.2.1"
    assert caller(forwarded, hops=1) == "10.0.0.2"
    assert caller(forwarded, hops=2) == "198.51.100.7"
    assert caller(forwarded, hops=4) == "192.0.2.1", "a caller that bypasses the proxies"
    assert caller([], hops=2) == "192.0.2.1"


def test_ipv6_addresses_are_counted_by_network() -> None:
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1")
    assert network_of("fe80::1%eth0") == "fe80::/64"
    assert network_of("no:address") == "no:address"
