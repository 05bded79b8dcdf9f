"""Responses that bypass FastAPI: a response cache, reads of its own, and request coalescing.

A route is declared once, as a `CachedRoute` in the service's `endpoints.py`; nothing else names it. There are four ways
to use the package:

- A `CachedRoute` without a `read` is a *response cache* for searches: the plain route answers the first request, and
  its response is stored. The declaration is one line.
- One with a `read` for a path with a parameter is a *cached point read* for the few routes that are requested most:
  what is not stored is read without FastAPI, by one statement for all waiting requests, and rendered by PostgreSQL from
  the plain route's own response model (`sql_json`).
- `CachedPages` is the same for the pages of a list. Its statement serves all filters and is planned once (`sql_pages`).
  The query is read by the parameters of the plain route itself (`query_reader`); one that it would refuse, or that
  has a parameter which the statement does not take, goes to the plain route, whose response is stored.
- A `Batcher` alone is *request coalescing* or *batching*, where nothing may be stored: for pages of the event feed,
  which equal requests share, and for look-ups, which are committed in one transaction.

Freshness: no response is older than its request. A request that arrives while a batch runs waits for the next one. A
stored response is returned only after PostgreSQL has confirmed, in a statement that began after the request arrived,
that its revision is still the current one; it is stored for that revision, that day and that connection only. Triggers
move the revision in every transaction that changes a response. Where PostgreSQL cannot confirm, the plain route
answers.

Only responses that the plain route would give with 200 or 304 come from the cache, byte for byte and with the same
headers. A request that waits for a position goes to the plain route, and where a response depends on the caller also
one with a token, so that only what everyone may read is stored.

Point reads stand in front of the outer middleware, which would take as long as they do. All others stand behind it, so
that whatever applies to every request applies to them.

All state belongs to one application: a `ResponseCache` with a connection and a store for each `read`, and one of both
for each revision.
"""
