"""What the service answers requests with."""

from common.http.door import Door
from population_lookup.api import accesses, congdan_collection, lookups
from population_lookup.commands.look_up_together import look_up_together

door = Door([lookups.router, congdan_collection.router, accesses.router], gathered=look_up_together)
