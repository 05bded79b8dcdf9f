"""The HTTP feed of a source, as a carrier and as the place where gaps are mended."""
