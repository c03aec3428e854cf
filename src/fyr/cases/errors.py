"""What an act refuses, with a text for the person who tried."""

from fyr.access.errors import ChangedMeanwhile, Refused

__all__ = ["ChangedMeanwhile", "Refused"]
