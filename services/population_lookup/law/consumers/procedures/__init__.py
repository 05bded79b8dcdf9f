"""The projection of `procedures`: the law that bounds look-ups."""
