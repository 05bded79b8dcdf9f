"""Mechanism shared by the services: streams, messaging, HTTP, time. Nothing here names a procedure, a citizen or a
report, except `contracts`."""
