"""Chooses the carrier of a consumer: Kafka if it is configured, else the source's feed."""

from common.consumer.carrier import Carrier
from common.consumer.feed_carrier import FeedCarrier
from common.consumer.feed_client import FeedClient
from common.consumer.kafka_carrier import KafkaCarrier
from common.kafka.connection import Brokers
from common.service.definition import Runtime, Subscription


def feed_of(runtime: Runtime, source: str) -> FeedClient:
    return FeedClient(source, runtime.settings.url_of(source), runtime.settings.service_token_file)


def carrier_of(runtime: Runtime, subscription: Subscription) -> Carrier:
    if brokers := Brokers.of(runtime.settings):
        return KafkaCarrier(brokers, runtime.service.name, subscription.source)
    return FeedCarrier(feed_of(runtime, subscription.source))
