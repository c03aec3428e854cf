"""The forms of the case slice."""
