"""What this service asks `procedures` for, besides its stream."""
