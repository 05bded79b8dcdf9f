"""What is heard from `procedures`: the law that the registry is bound to, and what its changes ask of us."""
