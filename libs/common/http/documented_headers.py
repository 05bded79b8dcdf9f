"""The headers of requests and responses that operations declare, each described once."""

from common.http.declarations import HttpHeader

POSITIONS = r"^[a-z_]+/[0-9]+:[0-9]+(, ?[a-z_]+/[0-9]+:[0-9]+)*$"

IDEMPOTENCY_KEY = HttpHeader(
    "Idempotency-Key",
    "A UUID or another text of visible ASCII. A repeated request with the same key gets the stored response of the"
    " first, and changes nothing again.",
    {"type": "string", "pattern": "^[!-~]{1,255}$"},
    "0198c7a0-5d1f-7c3e-9a53-2f6f3b1f9d10",
)
POSITION_AT_LEAST = HttpHeader(
    "Event-Position-At-Least",
    "`Event-Position` of an earlier response, of any service: this one waits until it has applied these events.",
    {"type": "string"},
    "procedures/0:412",
)
IF_MATCH = HttpHeader(
    "If-Match", "The `ETag` of the resource that the caller has read; `*` accepts any.", {"type": "string"}, '"3"'
)
IF_NONE_MATCH = HttpHeader(
    "If-None-Match", "An `ETag` of an earlier response: where it is still the current one, 304 has no body."
)
ACCEPT_LANGUAGE = HttpHeader(
    "Accept-Language",
    "The language of the texts of a problem: Vietnamese, or English where it is preferred.",
    {"type": "string"},
    "en",
)

ETAG = HttpHeader("ETag", "The tag of this state of the resource, for `If-Match` and `If-None-Match`.", always=True)
EVENT_POSITION = HttpHeader(
    "Event-Position",
    "The events that the response reflects, as `source/shard:sequence`, separated by commas.",
    {"type": "string", "pattern": POSITIONS},
    "procedures/0:412",
)
LOCATION = HttpHeader("Location", "The address of what was created.", always=True)
CURRENT_LOCATION = HttpHeader(
    "Location", "The same address with the current name.", always=True, component="CurrentLocation"
)
LOCATION_IF_CREATED = HttpHeader("Location", "The address, where something was created.", component="LocationIfCreated")
ETAG_IF_CREATED = HttpHeader("ETag", "The tag of what was created.", component="ETagIfCreated")
CONTENT_DISPOSITION = HttpHeader("Content-Disposition", "The name of the file.", always=True)
IDEMPOTENT_REPLAYED = HttpHeader(
    "Idempotent-Replayed",
    "`true` where the response is the stored one of an earlier request with the same `Idempotency-Key`.",
    {"type": "string", "enum": ["true"]},
)
CACHE_CONTROL = HttpHeader("Cache-Control", "Whether, and for how long, the response may be stored.")
NEXT_PAGE = HttpHeader(
    "Link", 'The address of the next page, with `rel="next"`, where there is one.', component="NextPage"
)
RETRY_AFTER = HttpHeader("Retry-After", "Seconds after which to try again.", {"type": "integer"}, always=True)
WWW_AUTHENTICATE = HttpHeader("WWW-Authenticate", "The scheme of the tokens that are accepted.", always=True)
SCOPE_CHALLENGE = HttpHeader(
    "WWW-Authenticate", "Of `insufficient-scope`: the scope that the token lacks.", component="ScopeChallenge"
)
HELP = HttpHeader("Link", 'A link with `rel="help"` to the documentation of the problem, where it is published.')
ACCEPTED_MEDIA_TYPES = HttpHeader(
    "Accept",
    "Of `unsupported-media-type`: the media types that the operation takes.",
    component="AcceptedMediaTypes",
)
ACCEPTED_ENCODING = HttpHeader(
    "Accept-Encoding",
    "Of `unsupported-content-encoding`: `identity`, since no body may be compressed.",
    component="AcceptedEncoding",
)
CONTENT_LANGUAGE = HttpHeader(
    "Content-Language", "The languages of the title and the detail of a problem.", {"type": "string"}, "vi"
)
REQUEST_ID = HttpHeader(
    "Request-Id",
    "The id of the request in logs and problems: the caller's own where it is well formed, else a new one.",
    always=True,
)
VARY = HttpHeader(
    "Vary",
    "The headers of the request that the response depends on.",
    {"type": "string"},
    "Accept-Language, Accept-Encoding",
)
CONTENT_ENCODING = HttpHeader(
    "Content-Encoding",
    "`zstd` or `gzip` where the body is compressed: above 1,024 bytes, and for a request without credentials only.",
    {"type": "string"},
    "gzip",
)
RATE_LIMIT = HttpHeader(
    "RateLimit",
    "Where the installation limits its callers: how many requests are left (`r`) at this process, and in how many"
    " seconds (`t`) all are available again (draft-ietf-httpapi-ratelimit-headers-10).",
    {"type": "string"},
    '"per-process";r=19;t=1',
)
RATE_LIMIT_POLICY = HttpHeader(
    "RateLimit-Policy",
    "Where the installation limits its callers: how many requests (`q`) a process takes in how many seconds (`w`).",
    {"type": "string"},
    '"per-process";q=20;w=2',
)
LINKS_OF_END = HttpHeader(
    "Link",
    'Links to the operation that takes the place of this one (`rel="successor-version"`), to the changelog'
    ' (`rel="deprecation"`) and to the documentation of the problem (`rel="help"`).',
    component="LinksOfEnd",
)
DEPRECATION = HttpHeader(
    "Deprecation",
    "Since when the operation is deprecated, in seconds since 1970 (RFC 9745). A problem that is sent before the"
    " operation is called, as 429, lacks it.",
    {"type": "string", "pattern": "^@[0-9]+$"},
    "@1798761600",
)
SUNSET = HttpHeader(
    "Sunset",
    "From when on the operation answers 410 (RFC 8594), where the day is known.",
    {"type": "string"},
    "Sat, 01 Jan 2028 00:00:00 GMT",
)
CHANGELOG = HttpHeader(
    "Link",
    'A link with `rel="deprecation"` to the changelog of the contracts, where it is published.',
    component="Changelog",
)
