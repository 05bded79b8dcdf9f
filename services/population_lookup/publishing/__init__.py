"""From a look-up to the event that tells of it, without the person."""
