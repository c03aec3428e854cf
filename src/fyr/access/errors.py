"""What an act on accounts refuses, with a text for the person who tried."""

from django.utils.functional import Promise


class Refused(Exception):
    def __init__(self, text: str | Promise) -> None:
        super().__init__(str(text))
        self.text = text
