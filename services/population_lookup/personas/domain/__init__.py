"""Invented residents, drawn from a seed: the same seed gives the same people for ever. Nobody in it exists.

Names come from short lists written for this purpose, proportions are illustrative; the structure (families, old cards,
births of
which only the year is known, addresses without a district) is what a client of the real register meets.
"""
