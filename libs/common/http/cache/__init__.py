"""Responses that bypass FastAPI: a response cache with cached point reads, and request coalescing.

A route is declared once, as a `CachedRoute` in the service's `endpoints.py`; nothing else names it. There are three
ways to use the package:

- A `CachedRoute` without a `read` is a *response cache* for lists and searches: the plain route answers the first
  request, and its response is stored. The declaration is one line.
- A `CachedRoute` with a `read` is a *cached point read* for the few routes that are requested most: what is not stored
  is read without FastAPI, by one statement for all waiting requests, and rendered by PostgreSQL from the plain route's
  own response model (`sql_json`). A page of a list can be read in the same way, with the query as its key.
- A `Batcher` alone is *request coalescing* or *batching*, where nothing may be stored: for pages of the event feed,
  which equal requests share, and for look-ups, which are committed in one transaction.

Freshness: no response is older than its request. A request that arrives while a batch runs waits for the next one. A
stored response is returned only after PostgreSQL has confirmed, in a statement that began after the request arrived,
that its revision is still the current one; it is stored for that revision, that day and that connection only. Triggers
move the revision in every transaction that changes a response. Where PostgreSQL cannot confirm, the plain route
answers.

Only responses that the plain route would give with 200 or 304 come from the cache, byte for byte and with the same
headers. A request with a query that a `read` does not know, and one that waits for a position, goes to the plain route.
All state belongs to one application: a `ResponseCache` with a connection and a store for each `read`, and one of both
for each revision.
"""
