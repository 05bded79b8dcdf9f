"""The routes, and how a fault is played over HTTP."""
