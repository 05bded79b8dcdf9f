"""The synonyms of headings."""
