"""The rules of online services, in the words of the law; standard library only."""
