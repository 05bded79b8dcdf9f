"""The rules of online services, in the words of the law. This package imports the standard library only."""
