"""The HTTP API of the service: its routers and its cached routes."""

from common.service.api_definition import ApiDefinition
from online_services.registry.api import cached_online_services
from online_services.registry.api import partial_reason_routes as partial_reasons
from online_services.registry.api import routes as online_services

api = ApiDefinition(
    [online_services.router, partial_reasons.router],
    cached_routes=[cached_online_services.PAGES.route()],
)
