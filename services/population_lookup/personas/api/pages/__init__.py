"""The page of the personas."""
