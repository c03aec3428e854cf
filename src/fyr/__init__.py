"""Fyr: the open platform for the work against human trafficking."""

__version__ = "0.1.0"
