"""The metrics of this service alone, beside those of `common.metrics`."""

from prometheus_client import Gauge

from common.metrics import registry

channel_overdue = Gauge(
    "congbo_channel_overdue", "Decisions that should be shown on a channel by now", ["channel"], registry=registry
)
circuit_open = Gauge(
    "congbo_channel_circuit_open", "1 while a channel is left alone after failures, or is gone", ["channel"], registry=registry
)
subscriber_lag = Gauge("congbo_subscriber_lag", "events that a subscriber has not taken yet", ["subscriber"], registry=registry)
subscriber_failures = Gauge(
    "congbo_subscriber_failures", "failures in a row of pushes to a subscriber", ["subscriber"], registry=registry
)
subscriber_circuit_open = Gauge(
    "congbo_subscriber_circuit_open",
    "1 while a subscriber is left alone after failures, or is gone",
    ["subscriber"],
    registry=registry,
)
