"""What the service answers requests with."""

from common.service.api_definition import Door
from online_services.registry.api import partial_reason_routes as partial_reasons
from online_services.registry.api import routes as online_services

door = Door([online_services.router, partial_reasons.router])
