"""Headers that every operation understands, and that the documents do not describe."""

from collections.abc import Iterator, Mapping
from itertools import count, cycle

EVERY = 8
"""One request of so many carries one of them: most of these values are refused, before anything else is looked at."""
VALUES: Mapping[str, tuple[str, ...]] = {
    "Idempotency-Key": ("a", "", "x" * 300, "é", "a b", "a\tb"),
    "Event-Position-At-Least": (
        "procedures/0:1",
        "procedures/0:1, online_services/0:1",
        "procedures/0:" + "9" * 400,
        "procedures/-1:1",
        "procedures/0:²",
        "nowhere/0:1",
        "," * 12,
        ", ".join(["procedures/0:1"] * 17),
    ),
    "If-None-Match": ("*", '"', 'W/"x"', "," * 3_000),
    "If-Match": ("*", '"0"', 'W/"0"', '"' + "9" * 400 + '"', '"-1"', '"²"'),
    "Accept-Language": ("en", "vi;q=1e999", "en;q=nan", ";" * 3_000, "é"),
    "Accept": ("application/json;q=nan", "*/*;q=1e999", "é"),
    "traceparent": ("00-" + "0" * 32 + "-" + "0" * 16 + "-00", "00-" + "a" * 32 + "-" + "a" * 16 + "-01", "é"),
    "X-Forwarded-For": ("::1", "é", "," * 3_000),
    "Content-Type": ("application/json; charset=utf-16", "application/xml", "é", "multipart/form-data"),
}


def extra_headers() -> Iterator[Mapping[str, str]]:
    """Yields what is to be added to the headers of each request in turn, mostly nothing."""
    each = cycle([{name: value} for name, values in VALUES.items() for value in values])
    for number in count(1):
        yield next(each) if number % EVERY == 0 else {}
