"""Parts of responses that several protocols have."""
