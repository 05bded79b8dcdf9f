"""What the service answers requests with."""

from common.http.door import Door
from online_services.api import online_services, partial_reasons

door = Door([online_services.router, partial_reasons.router])
