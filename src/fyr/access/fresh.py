"""Dangerous acts ask who she is once more."""

from allauth.account.decorators import reauthentication_required as fresh

__all__ = ["fresh"]
