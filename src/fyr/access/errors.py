"""What an act refuses, with a text for the person who tried."""

from django.utils.functional import Promise


class Refused(Exception):
    """The act does not fit how things stand; the text says why and what to do."""

    def __init__(self, text: str | Promise) -> None:
        super().__init__(str(text))
        self.text = text
