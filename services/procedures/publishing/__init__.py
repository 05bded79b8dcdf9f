"""From the domain's facts to the contracts' events."""
