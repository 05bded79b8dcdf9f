"""The HTTP door: it translates, and knows no rule."""
