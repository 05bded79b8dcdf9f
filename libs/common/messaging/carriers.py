"""Which carrier a consumer rides: Kafka where it is configured, else the source's feed."""

from common.messaging.carrier import Carrier
from common.messaging.feed.carrier import FeedCarrier
from common.messaging.feed.client import FeedClient
from common.messaging.kafka.carrier import KafkaCarrier
from common.messaging.kafka.connection import Brokers
from common.runtime import Runtime
from common.service import Listening


def feed_of(runtime: Runtime, source: str) -> FeedClient:
    return FeedClient(source, runtime.settings.url_of(source), runtime.settings.service_token_file)


def carrier_of(runtime: Runtime, listening: Listening) -> Carrier:
    if brokers := Brokers.of(runtime.settings):
        return KafkaCarrier(brokers, runtime.service.name, listening.source)
    return FeedCarrier(feed_of(runtime, listening.source))
