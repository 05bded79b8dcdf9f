"""Infrastructure that the services share: streams, messaging, HTTP, time. Only `contracts` knows the domain:
procedures, citizens and reports."""
