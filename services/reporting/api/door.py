"""What the service answers requests with."""

from common.http.door import Door
from reporting.api import reports

door = Door([reports.router])
