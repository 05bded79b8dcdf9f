"""What the service answers requests with."""

from common.service.api_definition import Door
from reporting.reports.api import routes as reports

door = Door([reports.router])
