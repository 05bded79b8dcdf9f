"""Invented residents, generated from a seed: the same seed always gives the same people. None of them exists.

Names come from short lists written for this purpose, and proportions are illustrative; the structure (families, old
cards, births of which only the year is known, addresses without a district) is what a client of the real register
meets.
"""
