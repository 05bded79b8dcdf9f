"""The national catalogue as a reference: what a ministry published, mended where it can be, never law of the
province."""
