"""The metrics of this service alone, beside those of `common.metrics`."""

from prometheus_client import Gauge

from common.metrics import registry

channel_overdue = Gauge(
    "congbo_channel_overdue", "Decisions that should be shown on a channel by now", ["channel"], registry=registry
)
circuit_open = Gauge(
    "congbo_channel_circuit_open", "1 while a channel is left alone after failures, or is gone", ["channel"], registry=registry
)
