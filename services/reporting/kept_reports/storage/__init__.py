"""The rows of kept reports."""
