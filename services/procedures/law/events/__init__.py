"""From the domain's facts to the contracts' events, and to what channels are told."""
