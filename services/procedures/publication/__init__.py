"""Publication of a signed Decision: its changes become law, and events report them."""
