"""What the service answers requests with."""

from common.service.api_definition import ApiDefinition
from online_services.registry.api import partial_reason_routes as partial_reasons
from online_services.registry.api import routes as online_services

api = ApiDefinition([online_services.router, partial_reasons.router])
