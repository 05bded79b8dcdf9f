"""The OpenAPI document of a service, from its routes and from what they and their dependencies declare.

- `@refuses(…)` at an endpoint, or at a dependency of endpoints, names the refusals that it raises; `@accepts(…)` the
  headers of the request that it reads, `@returns(…)` those of the response that it sets.
- What an operation may answer beside its own refusals follows from what it is (`common_problems`): with a body 413,
  with a token 401 and 403, with parameters 422.
- `document` composes all of it with what FastAPI knows, on demand: nothing of it is imported by a process that serves
  requests, until the first request for `/openapi.json`.

The document is held against every response that the tests see (`tests/support/documented_responses.py`): a status, a
media type, a problem or a header that an operation sends and does not document fails the test that saw it.
"""
