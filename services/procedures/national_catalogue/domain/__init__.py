"""Records of the national catalogue, which are reference data: they are normalised and never become law of the
province by themselves."""
