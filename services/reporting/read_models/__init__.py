"""What is heard, per source: projections only, since reporting does nothing about it but count."""
