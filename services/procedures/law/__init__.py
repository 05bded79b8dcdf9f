"""The law in force: procedures, their versions, and the periods in which versions are in force."""
