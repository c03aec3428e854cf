"""Deadlines as versioned data: which rules there are, and how each of them counts.

`rules` and `engine` know neither Django nor a case.
"""
