"""What is heard from `procedures`: the law that bounds look-ups."""
