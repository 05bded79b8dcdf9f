"""Every metric of the suite with its description. docs/metrics.md is generated from this module, and no other registers
a metric."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

registry = CollectorRegistry()

FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)  # seconds

# requests, of every API

requests = Histogram(
    "congbo_http_request_duration_seconds",
    "Time to answer a request, by route template",
    ["method", "route", "status"],
    buckets=FAST,
    registry=registry,
)

# events, from the relay to the consumers

relay_sent = Counter(
    "congbo_relay_events_sent_total", "Events that the relay has sent to Kafka", ["source"], registry=registry
)
relay_topic_mismatch = Gauge(
    "congbo_relay_topic_mismatch",
    "1 while the relay refuses to send because topic and log differ",
    ["source"],
    registry=registry,
)
relay_failing = Gauge(
    "congbo_relay_failing_seconds",
    "For how long the relay has not been able to send; 0 while it sends, or has nothing to send",
    ["source"],
    registry=registry,
)
applied = Counter("congbo_consumer_events_applied_total", "Events applied by a consumer", ["source"], registry=registry)
duplicates_dropped = Counter(
    "congbo_consumer_duplicates_dropped_total", "Repeated events that a consumer dropped", ["source"], registry=registry
)
gap_fill_events = Counter(
    "congbo_consumer_gap_fill_events_total",
    "Events that a consumer fetched from the feed to close a gap",
    ["source"],
    registry=registry,
)
foreign_messages = Counter(
    "congbo_consumer_foreign_messages_total",
    "Messages in a source's topic that are not part of its stream, and were passed over",
    ["source"],
    registry=registry,
)
stopped = Gauge(
    "congbo_consumer_stopped",
    "1 while a shard is stopped: an operator must act",
    ["source", "shard"],
    registry=registry,
)
position = Gauge(
    "congbo_consumer_position", "The sequence that a consumer has applied", ["source", "shard"], registry=registry
)
lag = Gauge(
    "congbo_consumer_lag_events",
    "Events between the source's signed head and the consumer's position",
    ["source", "shard"],
    registry=registry,
)
propagation = Histogram(
    "congbo_propagation_seconds",
    "From the recording of an event to the commit of its effects in the consumer, once for each batch,"
    " by its oldest event",
    ["source", "consumer"],
    buckets=FAST,
    registry=registry,
)

propagation_negative = Gauge(
    "congbo_propagation_negative_seconds",
    "Seconds by which a consumer's last batch was applied before it was recorded, which no measured time can be: the"
    " clock of the source or of the consumer is wrong; 0 where it was applied after",
    ["source", "consumer"],
    registry=registry,
)

contents_missing = Gauge(
    "congbo_contents_missing",
    "Versions of procedures that the stream has announced, and whose content could not be fetched yet",
    registry=registry,
)

# clocks

clock_difference = Gauge(
    "congbo_clock_difference_seconds",
    "By how much the clock of the process is ahead of its database's, negative where it is behind; beyond 5 s nothing"
    " is recorded",
    registry=registry,
)

# pushes to channels and subscribers

channel_overdue = Gauge(
    "congbo_channel_overdue_publications",
    "Decisions that should be shown on a channel by now",
    ["channel"],
    registry=registry,
)
channel_circuit_open = Gauge(
    "congbo_channel_circuit_open",
    "1 while nothing is pushed to a channel: it failed several times in a row, or answered 410",
    ["channel"],
    registry=registry,
)
subscriber_lag = Gauge(
    "congbo_subscriber_lag_events", "Events that a subscriber has not accepted yet", ["subscriber"], registry=registry
)
subscriber_failures = Gauge(
    "congbo_subscriber_consecutive_failures",
    "Failures in a row of pushes to a subscriber",
    ["subscriber"],
    registry=registry,
)
subscriber_circuit_open = Gauge(
    "congbo_subscriber_circuit_open",
    "1 while nothing is pushed to a subscriber: it failed several times in a row, or answered 410",
    ["subscriber"],
    registry=registry,
)

# dossiers

deadline_warnings = Counter(
    "congbo_deadline_warnings_total",
    "Warnings that the appointment of a dossier is near, which the process has emitted",
    registry=registry,
)
deadline_warning_delay = Gauge(
    "congbo_deadline_warning_delay_seconds",
    "How long ago the moment of the earliest warning was that is not emitted yet; 0 where none is due",
    registry=registry,
)

# look-ups in the population database

lookup_alarms = Counter(
    "congbo_lookup_alarms_total",
    "Alarms about unusual look-ups that the process has raised",
    ["kind"],
    registry=registry,
)
lookups_not_logged = Counter(
    "congbo_lookups_not_logged_total",
    "Requests for look-ups that the access log does not hold, since nobody was known to have sent them",
    ["reason"],
    registry=registry,
)
