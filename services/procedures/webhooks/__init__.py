"""The feature webhooks."""
