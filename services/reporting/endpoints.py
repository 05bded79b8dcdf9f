"""The HTTP API of the service."""

from common.service.api_definition import ApiDefinition
from reporting.reports.api import routes as reports

api = ApiDefinition([reports.router])
