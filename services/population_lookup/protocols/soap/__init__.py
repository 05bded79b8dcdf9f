"""The look-up over SOAP."""
