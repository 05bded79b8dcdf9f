"""The rules of the look-up: who a question is about, what the law lets be answered, and what is written down about
it."""
